import pg from 'pg';
import { AUDIT_ACTIONS, AUDIT_GROUPS, actionsOf } from '../../src/audit/audit-actions.js';
import { NEWEST_FIRST, pageStatement } from '../../src/audit/audit-event-sql.js';
import { bindParameters } from '../../src/platform/database/parameters.js';
import { pageClauses } from '../../src/platform/lists/keyset.js';
import { pointersOf } from '../records/support/kinds.js';
import { World } from '../support/world.js';

type Organization = Awaited<ReturnType<World['organization']>>;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

async function actions({ owner, path }: Organization, query: string): Promise<string[]> {
  const { status, body } = await owner.get(`${path}/audit-events?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return (body.data as { action: string }[]).map(({ action }) => action);
}

/** An organization in which several people have done something. */
async function busyOrganization() {
  const organization = await world.organization('pro', await world.person('Zoë Müller'));
  const { owner, path } = organization;
  const admin = await world.member(organization, 'admin', await world.person('Adam Admin'));
  await owner.patch(`${path}/members/${admin.membershipId}`, { role: 'member' });
  await owner.patch(`${path}/members/${admin.membershipId}`, { role: 'admin' });
  const key = (await owner.post(`${path}/api-keys`, { name: 'CRM import', role: 'member' })).body;
  await admin.post(`${path}/leads`, { name: 'Wayne Enterprises' });
  await owner.post(`${path}/leads`, { name: 'Stark Industries' });
  return { ...organization, admin, keyId: key.id as string };
}

describe('the filters of the audit log', () => {
  let organization: Awaited<ReturnType<typeof busyOrganization>>;
  beforeAll(async () => {
    organization = await busyOrganization();
  });

  it('find the events of a group, newest first, also with other filters', async () => {
    expect(await actions(organization, 'group=security')).toEqual([
      'api_key.created',
      'member.role_changed',
      'member.role_changed',
    ]);
    expect(await actions(organization, 'group=records')).toEqual(['lead.created', 'lead.created']);
    expect(await actions(organization, `group=records&actor=${organization.admin.membershipId}`)).toEqual([
      'lead.created',
    ]);
    expect(await actions(organization, 'group=security&action=api_key.created')).toEqual(['api_key.created']);
    expect(await actions(organization, 'group=security&action=lead.created')).toEqual([]);
    expect(await actions(organization, 'group=records&to=2020-01-01')).toEqual([]);
  });

  it('find the events about one target', async () => {
    const { admin, keyId } = organization;
    expect(await actions(organization, `target=${keyId}`)).toEqual(['api_key.created']);
    expect(await actions(organization, `target=${admin.membershipId}&group=members`)).toEqual([
      'member.role_changed',
      'member.role_changed',
    ]);
    expect(await actions(organization, `target=${admin.membershipId}&actor=${admin.membershipId}`)).toEqual([]);
  });

  it('find a text in the name of an actor or a target, whatever its case and accents', async () => {
    expect(await actions(organization, 'q=wayne')).toEqual(['lead.created']);
    expect(await actions(organization, 'q=CRM+imp')).toEqual(['api_key.created']);
    expect(await actions(organization, 'q=st&group=records')).toEqual(['lead.created']);
    expect(await actions(organization, 'q=zoe&group=records')).toEqual(['lead.created']);
    expect(await actions(organization, 'q=adam+admin&action=lead.created')).toEqual(['lead.created']);
    expect(await actions(organization, 'q=%25')).toEqual([]);
    const all = await actions(organization, '');
    expect(await actions(organization, 'q=')).toEqual(all);
  });

  it('read page by page without a gap, for each of them', async () => {
    const { owner, path, admin } = organization;
    for (const filter of ['group=members', 'q=adam', `target=${admin.membershipId}`, 'group=security&q=zo']) {
      const whole = (await owner.get(`${path}/audit-events?${filter}`)).body.data as { id: string }[];
      const ids: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const { body } = await owner.get(
          `${path}/audit-events?${filter}&limit=1${next === '' ? '' : `&cursor=${next}`}`,
        );
        ids.push(...(body.data as { id: string }[]).map(({ id }) => id));
        next = body.nextCursor as string | null;
      }
      expect([filter, ...ids]).toEqual([filter, ...whole.map(({ id }) => id)]);
      expect(ids.length).toBeGreaterThan(1);
    }
  });

  it('refuse what does not exist', async () => {
    const { owner, path } = organization;
    for (const [query, pointer] of [
      ['group=everything', '/group'],
      ['target=me', '/target'],
      [`q=${'x'.repeat(201)}`, '/q'],
    ] as const)
      expect([pointer, ...pointersOf(await owner.get(`${path}/audit-events?${query}`))]).toEqual([pointer, pointer]);
  });

  it('find nothing of another organization', async () => {
    const other = await world.organization('free');
    expect(await actions(other, 'q=wayne')).toEqual([]);
    expect(await actions(other, `target=${organization.admin.membershipId}`)).toEqual([]);
  });
});

describe('with many events', () => {
  const RARE = '019ab970-1c00-7000-8000-0000000000aa';
  let id: string;
  let client: pg.Client;
  beforeAll(async () => {
    ({ id } = await world.organization('free'));
    // The oldest event is the only one of its action, actor, target and names.
    await world.database.admin.query(
      `insert into audit_event (organization_id, id, action, actor_kind, actor_id, actor_name, target_kind, target_id,
                                target_name, changes, at)
       select $1, gen_random_uuid(), case when n = 30000 then 'api_key.revoked' else 'lead.updated' end, 'member',
              case when n = 30000 then $2::uuid else gen_random_uuid() end,
              case when n = 30000 then 'Rare Person' else 'Common Person' end, 'record',
              case when n = 30000 then $2::uuid::text else gen_random_uuid()::text end, 'Lead ' || n, '{}', now() - n * interval '1 second'
       from generate_series(1, 30000) n`,
      [id, RARE],
    );
    await world.database.admin.query('analyze audit_event');
    client = new pg.Client({ connectionString: world.database.applicationUrl });
    await client.connect();
  });
  afterAll(() => client.end());

  it.each([
    ['an actor', { actor: RARE }, 1],
    ['a target', { target: RARE }, 1],
    ['a rare group', { actions: actionsOf('security') }, 1],
    ['a common group', { actions: actionsOf('records') }, 51],
    ['a group and an actor', { actions: actionsOf('security'), actor: RARE }, 1],
    ['days', { until: '2100-01-01T00:00:00.000Z' }, 51],
    ['a common text', { text: { pattern: '%common%', found: null } }, 51],
    ['nothing', {}, 51],
  ] as const)('filtered by %s, a page reads little more than it returns', async (_what, filters, count) => {
    const { text, values } = pageStatement(id, filters, pageClauses(NEWEST_FIRST, 'a.id', undefined), 51);
    const { returned, read } = await explain(bindParameters(text, values));
    expect(returned).toBe(count);
    expect(read).toBeLessThan(1_000);
  });

  it('filtered by a rare text, a page reads its matches alone', async () => {
    await client.query(`begin; set local app.organization_id = '${id}'`);
    const { rows } = await client.query<{ id: string }>(`select find_audit_events('%rare p%', 5001) as id`);
    await client.query('rollback');
    const found = rows.map((row) => row.id);
    const filters = { text: { pattern: '%rare p%', found } };
    const { text, values } = pageStatement(id, filters, pageClauses(NEWEST_FIRST, 'a.id', undefined), 51);
    expect(await explain(bindParameters(text, values))).toEqual({ returned: 1, read: 1 });
  });

  /** How many rows a statement returns, and how many its plan reads from tables, as the service's own role. */
  async function explain({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) {
    await client.query(`begin; set local app.organization_id = '${id}'`);
    try {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, format json) ${text}`,
        [...values],
      );
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      if (!plan) throw new Error('There is no plan.');
      return { returned: plan['Actual Rows'], read: rowsRead(plan) };
    } finally {
      await client.query('rollback');
    }
  }
});

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

function rowsRead(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const own = node['Relation Name'] === undefined ? 0 : (node['Actual Rows'] + removed) * node['Actual Loops'];
  return (node.Plans ?? []).reduce((sum, inner) => sum + rowsRead(inner), own);
}

describe('the groups of actions', () => {
  it('contain every action', () => {
    const grouped = new Set(AUDIT_GROUPS.flatMap(actionsOf));
    expect(AUDIT_ACTIONS.filter((action) => !grouped.has(action))).toEqual([]);
  });
});
