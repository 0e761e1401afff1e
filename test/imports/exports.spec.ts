import { request } from 'node:http';
import { once } from 'node:events';
import { pointersOf } from '../records/support/kinds.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { listAll, readCsv } from './support/csv.js';

let world: World;
let large: Organization;
beforeAll(async () => {
  world = await World.start();
  large = await world.organization();
  await seedLeads(large, 20_000);
});
afterAll(() => world.stop());

type Organization = Awaited<ReturnType<World['organization']>>;

/** Leads by SQL: thousands by HTTP would only take time. Of two in a row one is new, and two have the same time. */
async function seedLeads({ id }: Organization, count: number): Promise<void> {
  await world.database.admin.query(
    `insert into lead (organization_id, id, name, email, company, status, created_at, updated_at)
     select $1, gen_random_uuid(), 'Lead ' || n, 'lead' || n || '@example.com', repeat('=', 200), case n % 2 when 0 then 'new' else 'lost' end,
            now() - n / 2 * interval '1 minute', now()
     from generate_series(1, $2::int) n`,
    [id, count],
  );
}

describe('an export', () => {
  it('is the list to its end, in its order, filtered like it', async () => {
    const { owner, path, id } = large;
    const whole = await owner.get(`${path}/exports/leads.csv`);
    expect(whole.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="leads.csv"');
    expect(whole.headers.get('transfer-encoding')).toBe('chunked');
    expect(whole.headers.get('x-request-id')).not.toBeNull();
    const { rows } = await world.database.admin.query<{ id: string }>(
      'select id from lead where organization_id = $1 order by created_at desc, id desc',
      [id],
    );
    expect(readCsv(whole.text).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));

    for (const query of [
      'status=new&q=lead+123&sort=name',
      'q=999&sort=-name',
      'ownerId=none&q=Lead+77',
      'q=nothing',
    ]) {
      const { text } = await owner.get(`${path}/exports/leads.csv?${query}`);
      const listed = await listAll(owner, `${path}/leads?${query}`);
      expect([query, ...readCsv(text).map(({ id }) => id)]).toEqual([query, ...listed.map(({ id }) => id)]);
    }
  });

  it('holds every field, times in local time with their offset, money in minor units', async () => {
    const { owner, path } = await world.organization();
    await owner.patch(path, { timezone: 'Europe/Berlin' });
    const lead = (await owner.post(`${path}/leads`, { name: 'Lead, the "first"', phone: '+1 555' })).body;
    const deals = [];
    for (const closedAt of [
      '2026-03-29T00:59:59Z',
      '2026-03-29T01:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
    ])
      deals.push(
        (
          await owner.post(`${path}/deals`, {
            name: `=cmd|' /C calc'!A0`,
            amount: { amount: 12_345, currency: 'USD' },
            stage: 'closed_won',
            closedAt,
            leadId: lead.id,
          })
        ).body,
      );
    const { text } = await owner.get(`${path}/exports/deals.csv?sort=createdAt`);
    expect(text.split('\n')[0]).toBe(
      'id,name,amount,currency,stage,closedAt,leadId,ownerId,previousOwnerId,createdAt,updatedAt,version',
    );
    const rows = readCsv(text);
    expect(rows.map(({ closedAt }) => closedAt)).toEqual([
      '2026-03-29T01:59:59.000+01:00',
      '2026-03-29T03:00:00.000+02:00',
      '2026-10-25T02:30:00.000+02:00',
      '2026-10-25T02:30:00.000+01:00',
    ]);
    const [first] = rows;
    expect(first).toMatchObject({
      id: deals[0].id,
      name: `'=cmd|' /C calc'!A0`,
      amount: '12345',
      currency: 'USD',
      stage: 'closed_won',
      leadId: lead.id,
      ownerId: lead.ownerId,
      previousOwnerId: '',
      version: '1',
    });
    expect(first?.['createdAt']).toMatch(/\+0[12]:00$/);
    expect(new Date(first?.['createdAt'] ?? '').toISOString()).toBe(deals[0].createdAt);

    const campaign = await owner.post(`${path}/campaigns`, { name: 'Summer', scheduledFor: '2099-07-01T09:00' });
    const campaigns = readCsv((await owner.get(`${path}/exports/campaigns.csv`)).text);
    expect(campaigns).toMatchObject([
      { id: campaign.body.id, scheduledFor: '2099-07-01T09:00', scheduledAt: '2099-07-01T09:00:00.000+02:00' },
    ]);
    const leads = await owner.get(`${path}/exports/leads.csv`);
    expect(leads.text).toContain(`"Lead, the ""first""",,'+1 555,,new,`);
  });

  it('takes the filters of the list and nothing else', async () => {
    const { owner, path } = await world.organization();
    for (const [query, pointer] of [
      ['limit=5', '/limit'],
      ['cursor=x', '/cursor'],
      ['colour=red', '/colour'],
      ['sort=amount', '/sort'],
      ['status=open', '/status'],
      ['ownerId=me', '/ownerId'],
    ] as const) {
      expect([query, ...pointersOf(await owner.get(`${path}/exports/leads.csv?${query}`))]).toEqual([query, pointer]);
    }
    expect((await owner.get(`${path}/exports/deals.csv?sort=-amount&stage=proposal`)).status).toBe(200);
    expect((await owner.get(`${path}/exports/calls.csv`)).status).toBe(404);
  });

  it('is for anyone who may see the records', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const viewer = await world.member(organization, 'viewer');
    const { owner: stranger } = await world.organization();
    await owner.post(`${path}/leads`, { name: 'Ours' });
    for (const kind of ['leads', 'deals', 'campaigns']) {
      const file = `${path}/exports/${kind}.csv`;
      expect((await viewer.get(file)).status).toBe(200);
      expect((await stranger.get(file)).body.code).toBe('organization-not-found');
      expect((await world.anonymous.get(file)).status).toBe(401);
    }
  });

  it('waits for a slow reader and ends with one who goes away, while others go on', async () => {
    const { owner, path } = large;
    const outgoing = request(`${world.service.url}/api/v1${path}/exports/leads.csv`, {
      headers: { authorization: `Bearer ${owner.token ?? ''}` },
    });
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [NodeJS.ReadableStream & { destroy(): void }];
    answer.pause();
    await once(answer, 'readable');
    expect((await owner.get(`${path}/leads`)).status).toBe(200);
    answer.destroy();
    const line = await waitFor('the log line of the broken answer', () =>
      world.service
        .output()
        .split('\n')
        .find((entry) => entry.includes('exports/leads.csv') && entry.includes('"status":499')),
    );
    expect(line).toContain('GET');
    expect(world.service.output()).not.toContain('An export was aborted.');
  });
});
