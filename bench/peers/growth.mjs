// How the cost of a call grows with the number of organizations, and with the members of one. `--quick`: short, small, nothing
// written.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inviteRequest, readsOf } from '../calls.mjs';
import { seedInvitees, tokenFor } from '../seed.mjs';
import { fromBuild, SECRET, startServers, startService, startSmtp } from '../servers.mjs';
import { middle, putBetween } from './report.mjs';
import { startLoad } from './servers.mjs';
import { lines } from './svg.mjs';

const quick = process.argv.includes('--quick');
const STEPS = quick
  ? { organizations: [10, 1_000], members: [10, 1_000] }
  : { organizations: [10, 1_000, 100_000], members: [10, 100, 1_000, 10_000] };
const settings = quick ? { rounds: 1, seconds: 1, invitations: 64 } : { rounds: 3, seconds: 2, invitations: 320 };
const MEMBERS = 3;
const CONNECTIONS = 32;
/** How many of the organizations' members call. */
const CALLERS = 3_000;

const running = [];
const keep = (part) => (running.push(part), part);
try {
  const findings = await measureAll();
  const text = asMarkdown(findings);
  console.log(text);
  if (!quick) await write(text, findings);
} finally {
  for (const part of running.reverse())
    await Promise.resolve(part.stop()).catch((error) => console.error(error.message));
}

async function measureAll() {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  const key = deriveKey(SECRET, 'local-session');
  const servers = keep(await startServers());
  const smtp = keep(await startSmtp());
  const service = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));
  const load = keep(startLoad(CONNECTIONS));
  const parts = { servers, service, load, key };
  const byOrganizations = [];
  let there = 0;
  for (const size of STEPS.organizations) {
    console.log(`Filling in up to ${size} organizations`);
    const callers = await grow(servers, key, { first: there + 1, count: size - there, members: MEMBERS });
    there = size;
    byOrganizations.push({ size, speeds: await measure(parts, callers) });
  }
  const byMembers = [];
  for (const [index, size] of STEPS.members.entries()) {
    const callers = await grow(servers, key, { first: 1_000_000 + index, count: 1, members: size });
    byMembers.push({ size, speeds: await measure(parts, callers) });
  }
  return { byMembers, byOrganizations };
}

async function measure({ servers, service, load, key }, callers) {
  const speeds = {};
  for (const { name, set, requests } of readsOf(callers)) {
    load.define(set, requests);
    await load.call({ name: set, port: service.port, seconds: 1 });
    const rounds = [];
    for (let round = 0; round < settings.rounds; round += 1)
      rounds.push((await load.call({ name: set, port: service.port, seconds: settings.seconds })).perSecond);
    speeds[name] = middle(rounds);
  }
  const owners = callers.filter(({ role }) => role === 'owner');
  const invitees = await seedInvitees(servers.administratorUrl, key, settings.invitations);
  load.define(
    'invite',
    invitees.map((invitee, index) => inviteRequest(owners[index % owners.length], invitee)),
  );
  speeds.invite = (await load.call({ name: 'invite', port: service.port, amount: invitees.length })).perSecond;
  console.log(
    `  ${Object.entries(speeds)
      .map(([name, speed]) => `${name} ${Math.round(speed)}/s`)
      .join(', ')}`,
  );
  return speeds;
}

/** Adds organizations on Enterprise, bypassing row-level security, and returns some of their members with their tokens. */
async function grow(servers, key, { first, count, members }) {
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
    callersFrom(rows).map(async ({ organization_id: organizationId, user_id: userId, role }) => ({
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
function callersFrom(rows) {
  const managers = rows.filter(({ role }) => role !== 'member').length;
  return Array.from({ length: Math.ceil(CONNECTIONS / managers) }, () => rows).flat();
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

function asMarkdown({ byMembers, byOrganizations }) {
  const names = Object.keys(byMembers[0].speeds);
  const table = (what, rows) => [
    `| ${what} | ${names.join(' | ')} |`,
    `| --- | ${names.map(() => '---').join(' | ')} |`,
    ...rows.map(
      ({ size, speeds }) =>
        `| ${size.toLocaleString('en')} | ${names.map((name) => `${Math.round(speeds[name])}/s`).join(' | ')} |`,
    ),
  ];
  return [
    `Measured with \`npm run bench -- growth\`: ${CONNECTIONS} connections, the median of ${settings.rounds} rounds of ${settings.seconds} s; ` +
      `invitations: ${settings.invitations} calls.`,
    '',
    ...table(`organizations of ${MEMBERS} members`, byOrganizations),
    '',
    ...table('members of one organization', byMembers),
  ].join('\n');
}

async function write(text, { byMembers, byOrganizations }) {
  const documents = fileURLToPath(new URL('../../docs/', import.meta.url));
  await putBetween(`${documents}performance.md`, 'growth', text);
  mkdirSync(`${documents}plots`, { recursive: true });
  for (const [file, unit, rows] of [
    ['growth-organizations.svg', 'organizations', byOrganizations],
    ['growth-members.svg', 'members of one organization', byMembers],
  ]) {
    const drawn = Object.keys(rows[0].speeds).map((name) => ({
      name,
      points: rows.map(({ size, speeds }) => [size, speeds[name]]),
    }));
    writeFileSync(
      `${documents}plots/${file}`,
      lines({ title: 'Calls per second, 32 connections', unit, lines: drawn }),
    );
  }
}
