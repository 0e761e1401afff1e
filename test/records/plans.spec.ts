import { createHash } from 'node:crypto';
import { leadKind } from '../../src/records/leads/lead.kind.js';
import { listStatement, type RecordFilters } from '../../src/records/kind/record-sql.js';
import { bindParameters } from '../../src/platform/database/parameters.js';
import { searchPattern } from '../../src/platform/lists/search.js';
import { parseSort, toPage } from '../../src/platform/lists/keyset.js';
import { Application } from '../database/support/application.js';
import { TenantDatabaseFixture } from '../database/support/tenant-database-fixture.js';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';

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
  database = await createMigratedDatabase();
  const tenants = await TenantDatabaseFixture.open(database, 2);
  const organizations = [];
  for (let index = 0; index <= 50; index += 1)
    organizations.push(await tenants.createOrganization(`organization-${index}`));
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

/** In the large organization each tenth lead is the owner's and each tenth was; the others are unassigned. A few in each small one. */
const SEED = `
insert into lead (organization_id, id, owner_id, previous_owner_id, name, email, company, status, created_at, updated_at)
select m.organization_id, gen_random_uuid(), case when n % 10 = 0 then m.id end, case when n % 10 = 1 then m.id end,
       'Lead ' || md5(n::text), md5('email' || n) || '@example.com', 'Company ' || md5('company' || n),
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
  const statement = listStatement(leadKind, large, { limit: 50, ...filters }, sortOf(sort));
  const { text, values } = bindParameters(statement.text, statement.values);
  return application.as(large, async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `explain (analyze, format json) ${text}`,
      [...values],
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
  const sort = parseSort(name, leadKind.sorts);
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
    ['the unassigned, once of one owner', () => ({ ownerId: 'none', previousOwnerId: ownerId })],
    ['a former owner', () => ({ previousOwnerId: ownerId })],
    ['a status', () => ({ status: ['lost'] })],
    ['several statuses', () => ({ status: ['lost', 'converted'] })],
    ['a rare text', () => ({ pattern: `%${RARE}%`, found: [rareId] })],
    ['a common text', () => ({ pattern: '%lead%' })],
    ['a common letter', () => ({ pattern: searchPattern('l') ?? '' })],
  ])('of %s reads an index, and little in vain', async (_whose, filters) => {
    const { nodes, wasted } = await planOf(filters());
    expect(nodes).not.toContain('Seq Scan');
    expect(wasted).toBeLessThan(1_000);
  });

  it.each([
    ['a name', `%${RARE}%`],
    ['an address', `%${RARE_MAIL}%`],
    ['nothing at all', '%nowhere to be found%'],
    ['two letters', searchPattern('zz') ?? ''],
  ])('is searched by the index for %s', async (_what, pattern) => {
    const { rows: pages } = await database.admin.query<{ pages: number }>(
      `select relpages as pages from pg_class where relname = 'lead'`,
    );
    expect(await blocksOfSearch(pattern)).toBeLessThan((pages[0]?.pages ?? 0) / 4);
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
