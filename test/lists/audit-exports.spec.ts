import { once } from 'node:events';
import { request } from 'node:http';
import { parse } from 'csv-parse/sync';
import { pointersOf } from '../records/support/kinds.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

type Organization = Awaited<ReturnType<World['organization']>>;
type Event = Record<string, unknown> & { readonly id: string; readonly action: string };

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** Events by SQL, all at different times: thousands by HTTP would only take time. */
async function addEvents({ id }: Organization, count: number): Promise<void> {
  await world.database.admin.query(
    `insert into audit_event (organization_id, id, action, actor_kind, actor_name, target_kind, target_name, changes, at)
     select $1, gen_random_uuid(), case n % 3 when 0 then 'deal.created' else 'lead.updated' end, 'system', 'System', 'record',
            repeat('x', 300) || n, '{}', now() - n * interval '1 second'
     from generate_series(1, $2::int) n`,
    [id, count],
  );
}

async function listed({ owner, path }: Organization, query = ''): Promise<Event[]> {
  const events: Event[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { data: Event[]; nextCursor: string | null } = (
      await owner.get(`${path}/audit-events?limit=100${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)
    ).body as never;
    events.push(...page.data);
    cursor = page.nextCursor;
  }
  return events;
}

/** The rows between the head and the trailer, and the trailer. */
function readCsv(text: string) {
  const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
  return { rows: rows.slice(0, -1), trailer: rows.at(-1) };
}

function readNdjson(text: string) {
  const lines = text.trimEnd().split('\n');
  return { events: lines.slice(0, -1).map((line) => JSON.parse(line) as Event), trailer: lines.at(-1) };
}

describe('an export of the audit log', () => {
  it('has every event of the list, in its order and with its filters, and ends with their counts', async () => {
    const organization = await world.organization('pro');
    const { owner, path } = organization;
    await owner.patch(path, { name: 'Acme' });
    await addEvents(organization, 1_200);
    for (const query of ['', '&group=records', '&action=deal.created', '&q=system&action=lead.updated', '&q=nothing']) {
      const events = await listed(organization, query);
      const ndjson = await owner.get(`${path}/audit-events.ndjson?${query}`);
      const { events: exported, trailer } = readNdjson(ndjson.text);
      expect([query, ...exported]).toEqual([query, ...events]);
      const byAction: Record<string, number> = {};
      for (const { action } of events) byAction[action] = (byAction[action] ?? 0) + 1;
      expect(JSON.parse(trailer ?? '')).toEqual({ trailer: { events: events.length, byAction } });
    }
    const [newest] = await listed(organization);
    const csv = await owner.get(`${path}/audit-events.csv?group=records`);
    const { rows, trailer } = readCsv(csv.text);
    expect(rows.map(({ id }) => id)).toEqual((await listed(organization, '&group=records')).map(({ id }) => id));
    expect(trailer).toMatchObject({ id: '# events: 1200', changes: '{"lead.updated":800,"deal.created":400}' });
    expect(newest?.action).toBe('audit_log.exported');
  });

  it('says in its headers what it is', async () => {
    const { owner, path } = await world.organization('free');
    for (const [name, type] of [
      ['audit-events.csv', 'text/csv; charset=utf-8'],
      ['audit-events.ndjson', 'application/x-ndjson; charset=utf-8'],
    ] as const) {
      const { status, headers } = await owner.get(`${path}/${name}`);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
      expect(headers.get('transfer-encoding')).toBe('chunked');
      expect(headers.get('x-request-id')).not.toBeNull();
    }
  });

  it('is itself an event, with its filters, and the file does not contain it', async () => {
    const { owner, path } = await world.organization('free');
    const { text } = await owner.get(`${path}/audit-events.csv?group=security&q=ada&from=2026-01-01`);
    expect(text).not.toContain('audit_log.exported');
    const { data } = (await owner.get(`${path}/audit-events?action=audit_log.exported`)).body;
    expect(data).toMatchObject([
      {
        actor: { kind: 'member' },
        target: { kind: 'organization' },
        changes: {
          format: { from: null, to: 'csv' },
          filters: { from: null, to: { group: 'security', q: 'ada', from: '2026-01-01' } },
        },
      },
    ]);
  });

  it('writes texts that a spreadsheet would evaluate with an apostrophe, and times in the timezone', async () => {
    const { owner, path } = await world.organization('free');
    await owner.patch(path, { timezone: 'Asia/Kolkata', name: '=1+1' });
    const { rows } = readCsv((await owner.get(`${path}/audit-events.csv`)).text);
    expect(rows[0]).toMatchObject({ action: 'organization.updated', targetName: "'=1+1" });
    expect(rows[0]?.['at']).toMatch(/\+05:30$/);
    expect(JSON.parse(rows[0]?.['changes'] ?? '')).toMatchObject({ name: { to: '=1+1' } });
  });

  it('takes the filters of the list and nothing else', async () => {
    const { owner, path } = await world.organization('free');
    for (const file of ['audit-events.csv', 'audit-events.ndjson'])
      for (const [query, pointer] of [
        ['limit=5', '/limit'],
        ['cursor=x', '/cursor'],
        ['group=all', '/group'],
        ['action=none', '/action'],
        ['target=me', '/target'],
        ['to=soon', '/to'],
      ] as const)
        expect([query, ...pointersOf(await owner.get(`${path}/${file}?${query}`))]).toEqual([query, pointer]);
    expect((await owner.get(`${path}/audit-events?action=audit_log.exported`)).body.data).toEqual([]);
  });

  it('is for those who may view the audit log', async () => {
    const organization = await world.organization('pro');
    const member = await world.member(organization, 'member');
    const admin = await world.member(organization, 'admin');
    const { owner: stranger } = await world.organization('free');
    const file = `${organization.path}/audit-events.ndjson`;
    expect((await admin.get(file)).status).toBe(200);
    expect((await member.get(file)).body.code).toBe('permission-denied');
    expect((await stranger.get(file)).body.code).toBe('organization-not-found');
    expect((await world.anonymous.get(file)).status).toBe(401);
  });
});

describe('a long export', () => {
  let large: Organization;
  beforeAll(async () => {
    large = await world.organization('free');
    await addEvents(large, 20_000);
  });

  /** The response, paused before it has been read. */
  async function begin(): Promise<NodeJS.ReadableStream & { destroy(): void }> {
    const outgoing = request(`${world.service.url}/api/v1${large.path}/audit-events.ndjson`, {
      headers: { authorization: `Bearer ${large.owner.token ?? ''}` },
    });
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [NodeJS.ReadableStream & { destroy(): void }];
    answer.pause();
    await once(answer, 'readable');
    return answer;
  }

  it('ends with a client that disconnects', async () => {
    const answer = await begin();
    expect((await large.owner.get(`${large.path}/audit-events`)).status).toBe(200);
    answer.destroy();
    await waitFor('the log line of the request', () =>
      world.service
        .output()
        .split('\n')
        .find((line) => line.includes('audit-events.ndjson') && line.includes('"status":499')),
    );
  });

  it('breaks the connection if it cannot be completed', async () => {
    const answer = await begin();
    await world.database.admin.query('alter table audit_event rename to audit_event_away');
    try {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString()));
      const ended = new Promise((resolve) =>
        answer.on('end', () => {
          resolve('complete');
        }),
      );
      const broken = once(answer, 'error').then(([error]) => (error as Error).message);
      answer.resume();
      expect(await Promise.race([ended, broken])).toBe('aborted');
      expect(text).not.toContain('"trailer"');
    } finally {
      await world.database.admin.query('alter table audit_event_away rename to audit_event');
    }
  });
});
