import { createHash } from 'node:crypto';
import { leadKind } from '../../src/records/leads/lead.kind.js';
import { listStatement, type RecordFilters } from '../../src/records/kind/record-sql.js';
import { batchStatement, KEEP_TO_INDEXES, partsOf, RECORD_MOVES } from '../../src/offboarding/reassignment-source.js';
import { READ_IN_ORDER, returnStatement } from '../../src/offboarding/removal-moves.js';
import { NO_ID } from '../../src/platform/ids/ids.js';
import { soughtIn } from '../../src/platform/lists/search.js';
import { chooseSort, toPage } from '../../src/platform/lists/keyset.js';
import { Application } from '../database/support/application.js';
import { Tenants } from '../database/support/tenants.js';
import { createDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';

const LEADS = 50_000;
const SMALL = 20;
/** Parts of the name and of the address of one lead alone. */
const RARE = createHash('md5').update('777').digest('hex').slice(4, 20);
const RARE_MAIL = createHash('md5').update('mail778').digest('hex').slice(4, 20);

let database: TestDatabase;
let application: Application;
/** The large organization, and one of the small ones. */
let large: string;
let small: string;
let ownerId: string;
let rareId: string;

beforeAll(async () => {
  database = await createDatabase();
  await migrateDatabase(database);
  const tenants = await Tenants.open(database, 2);
  const organizations = [];
  for (let index = 0; index <= 50; index += 1) organizations.push(await tenants.found(`organization-${index}`));
  await tenants.close();
  [large = '', small = ''] = organizations.map(({ organizationId }) => organizationId);
  const { rows } = await database.admin.query<{ id: string }>('select id from membership where organization_id = $1', [
    large,
  ]);
  ownerId = rows[0]?.id ?? '';
  await database.admin.query(SEED, [large, LEADS, SMALL]);
  await database.admin.query('vacuum analyze lead');
  const rare = await database.admin.query<{ id: string }>(
    'select id from lead where organization_id = $1 and name like $2',
    [large, `%${RARE}%`],
  );
  rareId = rare.rows[0]?.id ?? '';
  application = new Application(database);
});
afterAll(async () => {
  await application.stop();
  await database.drop();
});

/** In the large organization each tenth lead is the owner's and each tenth was; the others are nobody's. few in each small one. */
const SEED = `
insert into lead (organization_id, id, owner_id, previous_owner_id, name, email, company, status, created_at, updated_at)
select m.organization_id, gen_random_uuid(), case when n % 10 = 0 then m.id end, case when n % 10 = 1 then m.id end,
       'Lead ' || md5(n::text), md5('mail' || n) || '@example.com', 'Company ' || md5('company' || n),
       (array['new', 'contacted', 'qualified', 'converted', 'lost'])[1 + n % 5],
       now() - n * interval '1 minute', now() - n * interval '1 second'
from membership m cross join lateral generate_series(1, case when m.organization_id = $1 then $2::int else $3::int end) n`;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

interface Plan {
  readonly nodes: readonly string[];
  readonly indexes: readonly string[];
  /** Rows that were read in vain. */
  readonly wasted: number;
}

async function planOf(filters: Partial<RecordFilters>, sort = '-createdAt'): Promise<Plan> {
  const { text, values } = listStatement(leadKind, large, { limit: 50, ...filters }, sortOf(sort));
  return application.as(large, async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `explain (analyze, format json) ${text}`,
      values,
    );
    const nodes = flatten(rows[0]?.['QUERY PLAN'][0]?.Plan);
    return {
      nodes: nodes.map((node) => node['Node Type']),
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      wasted: nodes.reduce(
        (sum, node) => sum + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0),
        0,
      ),
    };
  });
}

function sortOf(name: string) {
  const sort = chooseSort(name, leadKind.sorts);
  return { ...sort, name: `leads:${name}` };
}

function flatten(node: PlanNode | undefined): PlanNode[] {
  return node ? [node, ...(node.Plans ?? []).flatMap(flatten)] : [];
}

/** The cursor behind the row at this place. */
async function cursorAt(sort: string, place: number): Promise<string> {
  const { sql } = sortOf(sort).key;
  const way = sort.startsWith('-') ? 'desc' : 'asc';
  const { rows } = await database.admin.query<{ value: string; id: string }>(
    `select (${sql})::text as value, id from lead r where organization_id = $1 order by ${sql} ${way}, id ${way} offset $2 limit 1`,
    [large, place],
  );
  const value = rows[0]?.value ?? '';
  const position = {
    value: sortOf(sort).key.type === 'text' ? value : new Date(value).toISOString(),
    id: rows[0]?.id ?? '',
  };
  return toPage([1, 2], 1, sortOf(sort), () => position, String).nextCursor ?? '';
}

describe('the list of 50,000 leads', () => {
  it.each(['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt'])(
    'sorted by %s reads an index in its order, also deep in the list',
    async (sort) => {
      for (const filters of [{}, { cursor: await cursorAt(sort, LEADS * 0.8) }]) {
        const { nodes, indexes, wasted } = await planOf(filters, sort);
        expect([nodes.includes('Seq Scan'), nodes.includes('Sort'), wasted]).toEqual([false, false, 0]);
        expect(indexes).toEqual([INDEX_OF_SORT[sort.replace('-', '')]]);
      }
    },
  );

  it.each([
    ['one owner', () => ({ ownerId })],
    ['nobody', () => ({ ownerId: 'none' })],
    ['nobody, once of one owner', () => ({ ownerId: 'none', previousOwnerId: ownerId })],
    ['a former owner', () => ({ previousOwnerId: ownerId })],
    ['a status', () => ({ status: ['lost'] })],
    ['several statuses', () => ({ status: ['lost', 'converted'] })],
    ['a rare text', () => ({ pattern: `%${RARE}%`, found: [rareId] })],
    ['a common text', () => ({ pattern: '%lead%' })],
    ['a common letter', () => ({ pattern: soughtIn('l') ?? '' })],
  ])('of %s reads an index, and little in vain', async (_whose, filters) => {
    const { nodes, wasted } = await planOf(filters());
    expect(nodes).not.toContain('Seq Scan');
    expect(wasted).toBeLessThan(1_000);
  });

  it.each([
    ['a name', `%${RARE}%`],
    ['an address', `%${RARE_MAIL}%`],
    ['nothing at all', '%nowhere to be found%'],
    ['two letters', soughtIn('zz') ?? ''],
  ])('is searched by the index for %s', async (_what, pattern) => {
    const { rows: pages } = await database.admin.query<{ pages: number }>(
      `select relpages as pages from pg_class where relname = 'lead'`,
    );
    expect(await blocksOfSearch(pattern)).toBeLessThan((pages[0]?.pages ?? 0) / 4);
  });

  it.each([
    ['an owner', { membershipId: 'owner', previousOwnerId: null, includesUnassigned: false }],
    ['a removed owner', { membershipId: 'owner', previousOwnerId: null, includesUnassigned: true }],
    ['nobody, once of one owner', { membershipId: null, previousOwnerId: 'owner', includesUnassigned: false }],
    ['nobody', { membershipId: null, previousOwnerId: null, includesUnassigned: false }],
  ])('is moved from %s batch by batch, reading each batch alone', async (_whose, source) => {
    const size = 500;
    const member = source.membershipId ?? source.previousOwnerId;
    const text = `explain (analyze, format json) ${batchStatement('lead', partsOf(source))}`;
    const start = ['-infinity', NO_ID, 'infinity', size, 0, [size], [ownerId]];
    const { rows } = await application.as(large, async (client) => {
      await client.query(KEEP_TO_INDEXES);
      return client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(text, [large, member && ownerId, ...start]);
    });
    const ofLeads = flatten(rows[0]?.['QUERY PLAN'][0]?.Plan).filter((node) => node['Relation Name'] === 'lead');
    expect(ofLeads.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    for (const node of ofLeads) {
      expect(node['Actual Rows']).toBeLessThanOrEqual(size);
      expect(node['Rows Removed by Filter'] ?? 0).toBe(0);
    }
  });

  it('is taken from a removed member and returned to them batch by batch, reading each batch alone', async () => {
    const size = 500;
    const removal = '019ab970-1c00-7000-8000-00000000000a';
    const explain = async (settings: string, text: string, values: unknown[]): Promise<PlanNode[]> => {
      const { rows } = await application.as(large, async (client) => {
        await client.query(settings);
        return client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (analyze, format json) ${text}`, values);
      });
      return flatten(rows[0]?.['QUERY PLAN'][0]?.Plan);
    };
    await database.admin.query(
      `insert into reassignment (organization_id, id, from_membership_id, targets, kinds, status, progress, requested_by, purpose)
       values ($1, $2, $3, 'null', '{leads}', 'running', '{}', '{}', 'removal')`,
      [large, removal, ownerId],
    );
    // Much more is written down than one batch, and nothing has counted it yet.
    await database.admin.query(
      `insert into removal_move (organization_id, reassignment_id, kind, created_at, record_id, owner_id)
       select organization_id, $2, 'leads', created_at, id, null from lead where organization_id = $1 limit 20000`,
      [large, removal],
    );
    const parts = partsOf({ membershipId: 'owner', previousOwnerId: null, includesUnassigned: false });
    const away = await explain(KEEP_TO_INDEXES, batchStatement('lead', parts, RECORD_MOVES), [
      ...[large, ownerId, '-infinity', NO_ID, 'infinity', size, 0, [size], [null], removal, 'deals'],
    ]);
    const next = [large, removal, 'leads', '-infinity', NO_ID, size, ownerId];
    const back = await explain(READ_IN_ORDER, returnStatement('lead'), next);
    for (const nodes of [away, back]) {
      const read = nodes.filter((node) => ['lead', 'removal_move'].includes(node['Relation Name'] ?? ''));
      expect(read.length).toBeGreaterThan(2);
      expect(read.map((node) => node['Node Type'])).not.toContain('Seq Scan');
      for (const node of read) {
        expect([node, node['Actual Rows'] <= size]).toEqual([node, true]);
        // A record is looked up by its key, and passed over where somebody has given it away since.
        if (node['Relation Name'] === 'removal_move') expect(node['Rows Removed by Filter'] ?? 0).toBe(0);
      }
    }
  });

  it('is read by its tenant alone: a small organization finds its own', async () => {
    const found = await application.as(small, async (client) => {
      const { rows } = await client.query<{ id: string }>(`select find_records('lead', '%lead%', 1000) as id`);
      return rows.length;
    });
    expect(found).toBe(SMALL);
  });
});

const INDEX_OF_SORT: Readonly<Record<string, string>> = {
  name: 'lead_in_name_order',
  createdAt: 'lead_by_creation',
  updatedAt: 'lead_by_change',
};

/** How many pages a search looks at; what the function does inside counts with it. */
async function blocksOfSearch(pattern: string): Promise<number> {
  return application.as(large, async (client) => {
    const search = (): Promise<{ rows: { 'QUERY PLAN': { Plan: Blocks }[] }[] }> =>
      client.query(`explain (analyze, buffers, format json) select find_records('lead', $1, 1001)`, [pattern]);
    // The first time reads the catalogue, too.
    await search();
    const { rows } = await search();
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    return (plan?.['Shared Hit Blocks'] ?? Infinity) + (plan?.['Shared Read Blocks'] ?? Infinity);
  });
}

interface Blocks {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}
