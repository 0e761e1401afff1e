import pg from 'pg';
import { startSeeding } from '../../scripts/seed/dataset.mjs';
import { membersOf, tokenFor } from '../seed.mjs';

/** How many of the organizations' members call. */
const CALLERS = 3_000;
const SELLERS = 50;

/** An organization with so many leads, and deals and calls in proportion; returns its members with their tokens. */
export async function addRecords(client, key, leads) {
  const sample = await startSeeding(client);
  const [organizationId] = await sample.organizations({ count: 1, members: SELLERS, label: `Records ${leads}` });
  await sample.records(organizationId, leads);
  await sample.settle();
  return membersOf(client, key, organizationId);
}

/** The size of the database on disk. */
export async function databaseBytes(client) {
  const { rows } = await client.query('select pg_database_size(current_database())::float8 as bytes');
  return rows[0].bytes;
}

/** What a lead takes on disk, with its indexes. */
export async function bytesOfLead(client) {
  const { rows } = await client.query(`select pg_total_relation_size('lead') / count(*)::float8 as bytes from lead`);
  return rows[0].bytes;
}

/** Adds organizations on Enterprise, bypassing row-level security, and returns some of their members with their tokens. */
export async function addOrganizations(servers, key, { first, count, members }, connections) {
  const client = new pg.Client({ connectionString: servers.administratorUrl });
  await client.connect();
  await client.query('begin');
  for (const statement of statements(first, first + count - 1, members)) await client.query(statement);
  await client.query('commit');
  await client.query('vacuum analyze');
  const { rows } = await client.query(
    `select organization_id, user_id, role from membership
     where $1::uuid is null or organization_id = $1 order by role = 'owner' desc, md5(id::text) limit ${CALLERS}`,
    [count === 1 ? await idOf(client, `grown-${first}`) : null],
  );
  await client.end();
  return Promise.all(
    callersFrom(rows, connections).map(async ({ organization_id: organizationId, user_id: userId, role }) => ({
      organizationId,
      role,
      token: await tokenFor(userId, key),
    })),
  );
}

async function idOf(client, slug) {
  const { rows } = await client.query('select organization_id from organization_slug where slug = $1', [slug]);
  return rows[0].organization_id;
}

/** Every connection needs its own caller, also for calls that only owner and admin may make. */
function callersFrom(rows, connections) {
  const managers = rows.filter(({ role }) => role !== 'member').length;
  return Array.from({ length: Math.ceil(connections / managers) }, () => rows).flat();
}

function statements(from, to, members) {
  return [
    `create temp table grown on commit drop as
       select o, uuidv7() as organization_id from generate_series(${from}, ${to}) o`,
    `create temp table grown_member on commit drop as
       select o, m, organization_id, uuidv7() as id, uuidv7() as user_id,
              case when m = 1 then 'owner' when m = 2 then 'admin' else 'member' end as role
       from grown cross join generate_series(1, ${members}) m`,
    `insert into user_account (user_id, name) select user_id, 'Member ' || o || '-' || m from grown_member`,
    `insert into user_email (email, user_id, is_primary)
       select 'grown-' || o || '-' || m || '@example.com', user_id, true from grown_member`,
    `insert into organization_slug (slug, organization_id) select 'grown-' || o, organization_id from grown`,
    `insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
       select organization_id, 'Grown ' || o, 'grown-' || o, 'EUR', 'Europe/Berlin', 1, id
       from grown_member join grown using (o, organization_id) where m = 1`,
    `insert into membership (organization_id, id, user_id, account_name, role, status, last_active_at)
       select organization_id, id, user_id, 'Member ' || o || '-' || m, role, 'active', now() from grown_member`,
    `insert into subscription (organization_id, plan, status) select organization_id, 'enterprise', 'active' from grown`,
    `insert into seat (organization_id, holder_id, kind) select organization_id, id, 'member' from grown_member`,
  ];
}
