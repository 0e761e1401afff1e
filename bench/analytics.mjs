// Compares the analytics of one organization with a million deals with plain SQL that calculates the same sums, alternating on
// the same database, and prints a table. `--quick`: a tenth of the deals and fewer rounds.
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { SignJWT } from 'jose';
import pg from 'pg';
import { fromBuild, SECRET, startServers, startService, startSmtp } from './servers.mjs';

const quick = process.argv.includes('--quick');
const DEALS = quick ? 100_000 : 1_000_000;
const CALLS = DEALS / 5;
const MEMBERS = 20;
const ROUNDS = quick ? 5 : 11;
const REPORTS = 20;

/** Half of the deals are won, all in one year; owners, amounts and times are random, but the same in every run. */
const SEED = `
select setseed(0.15);
create temp table seed_member as
  select m, uuidv7() as id, uuidv7() as user_id, case when m = 1 then 'owner' else 'member' end as role
  from generate_series(1, ${MEMBERS}) m;
create temp table seed_organization as select uuidv7() as id;
alter table deal set (autovacuum_enabled = false);
alter table call set (autovacuum_enabled = false);
begin;
insert into user_account (user_id, name) select user_id, 'Seller ' || m from seed_member;
insert into organization_slug (slug, organization_id) select 'acme', id from seed_organization;
insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
  select o.id, 'Acme Sales', 'acme', 'EUR', 'Europe/Berlin', 1, m.id from seed_organization o, seed_member m where m.m = 1;
insert into membership (organization_id, id, user_id, account_name, role, status)
  select o.id, m.id, m.user_id, 'Seller ' || m.m, m.role, 'active' from seed_organization o, seed_member m;
insert into subscription (organization_id, plan, status) select id, 'enterprise', 'active' from seed_organization;
insert into deal (organization_id, id, name, amount, currency, stage, closed_at, owner_id, created_at)
  select o.id, uuidv7(), 'Deal ' || i, (random() * 1000000)::bigint, case when i % 20 = 0 then 'USD' else 'EUR' end,
         case when i % 2 = 0 then 'closed_won' else 'proposal' end,
         case when i % 2 = 0 then '2026-01-01'::timestamptz + random() * interval '360 days' end,
         owners.ids[1 + (random() * (${MEMBERS} - 1))::int], '2026-01-01'::timestamptz + random() * interval '360 days'
  from generate_series(1, ${DEALS}) i, seed_organization o, (select array_agg(id) as ids from seed_member) owners;
insert into call (organization_id, id, direction, started_at, made_by_id)
  select o.id, uuidv7(), 'outbound', '2026-01-01'::timestamptz + random() * interval '360 days',
         owners.ids[1 + (random() * (${MEMBERS} - 1))::int]
  from generate_series(1, ${CALLS}) i, seed_organization o, (select array_agg(id) as ids from seed_member) owners;
commit;
`;

/** The SQL that one would write by hand for the same figures. */
const BARE = {
  months: `select date_trunc('month', closed_at, 'Europe/Berlin') as month, currency, sum(amount), count(*) from deal
           where organization_id = $1 and stage = 'closed_won' and closed_at >= '2025-12-31T23:00Z'
             and closed_at < '2026-12-31T23:00Z' group by 1, 2`,
  sum: `select currency, sum(amount), count(*) from deal
        where organization_id = $1 and stage = 'closed_won' and closed_at >= '2025-12-31T23:00Z'
          and closed_at < '2026-12-31T23:00Z' group by 1`,
  team: `select owner_id, sum(amount) filter (where won), count(*) filter (where won), sum(amount) filter (where made)
         from (select owner_id, amount,
                      stage = 'closed_won' and closed_at >= '2026-09-30T22:00Z' and closed_at < '2026-12-31T23:00Z' as won,
                      created_at >= '2026-09-30T22:00Z' and created_at < '2026-12-31T23:00Z' as made
               from deal where organization_id = $1) d group by 1`,
};

const running = [];
const keep = (part) => (running.push(part), part);
try {
  console.log(`\n${await measureAll()}`);
} finally {
  for (const part of running.reverse()) await part.stop();
}

async function measureAll() {
  const servers = keep(await startServers());
  say(`Filling in ${DEALS.toLocaleString('en')} deals and ${CALLS.toLocaleString('en')} calls`);
  const database = new pg.Client({ connectionString: servers.administratorUrl });
  await database.connect();
  keep({ stop: () => database.end() });
  await database.query(SEED);
  const smtp = keep(await startSmtp());
  const service = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));
  const { rows } = await database.query(`select organization_id, user_id, role from membership order by role desc, id`);
  const [owner, seller] = rows;
  const call = callerOf(service.port, owner.organization_id);
  const as = { owner: await tokenFor(owner.user_id), seller: await tokenFor(seller.user_id) };
  const bare = (text) => database.query({ text, name: text.slice(0, 50), values: [owner.organization_id] });
  const calls = {
    'revenue of the year': () => call('revenue?fiscalYear=2026', as.owner),
    'team of the quarter': () => call('team?from=2026-10-01&to=2026-12-31', as.owner),
    "a member's own revenue": () => call('revenue?fiscalYear=2026', as.seller),
    'SQL: the year by month': () => bare(BARE.months),
    'SQL: the year as one sum': () => bare(BARE.sum),
    'SQL: the quarter by owner': () => bare(BARE.team),
  };
  const tables = [];
  for (const state of ['before any vacuum', 'vacuumed']) {
    await database.query(state === 'vacuumed' ? 'vacuum analyze deal, call' : 'analyze deal, call, membership');
    tables.push([state, await rounds(calls)]);
  }
  const report = await measureReport(call, as.owner, service.port);
  return [...table(calls, tables), '', ...report].join('\n');
}

async function rounds(calls) {
  const times = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(calls)) {
      const time = await timed(run);
      // The first round fills caches and prepares statements.
      if (round > 0) times[name].push(time);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, middle(list)]));
}

/** The duration of a report, and its effect on other requests: the slowest of many small calls meanwhile. */
async function measureReport(call, token, port) {
  const report = () => call('report.pdf?period=2026-11', token);
  const first = await timed(report);
  const alone = [];
  for (let index = 0; index < ROUNDS; index += 1) alone.push(await timed(report));
  const quiet = await pings(port, () => new Promise((resolve) => setTimeout(resolve, 2_000)));
  const busy = await pings(port, () => Promise.all(Array.from({ length: REPORTS }, report)));
  const shown = ({ half, most }) => `${half.toFixed(1)} · ${most.toFixed(1)}`;
  return [
    '| report.pdf of a month | ms |',
    '| --- | --- |',
    `| the first one, with the fonts read | ${first.toFixed(0)} |`,
    `| another (the median of ${ROUNDS}) | ${middle(alone).toFixed(0)} |`,
    `| \`/health/live\` meanwhile, of ${REPORTS} reports at once: middle · slowest | ${shown(busy)} |`,
    `| \`/health/live\` without them | ${shown(quiet)} |`,
  ];
}

async function pings(port, work) {
  const times = [];
  let over = false;
  const done = work().then(() => (over = true));
  while (!over) times.push(await timed(async () => (await fetch(`http://127.0.0.1:${port}/health/live`)).text()));
  await done;
  return { half: middle(times), most: Math.max(...times) };
}

function table(calls, states) {
  return [
    `| ${DEALS.toLocaleString('en')} deals, half of them won, ${CALLS.toLocaleString('en')} calls: ms | ${states.map(([state]) => state).join(' | ')} |`,
    `| --- |${' --- |'.repeat(states.length)}`,
    ...Object.keys(calls).map(
      (name) => `| ${name} | ${states.map(([, times]) => times[name].toFixed(0)).join(' | ')} |`,
    ),
  ];
}

function callerOf(port, organizationId) {
  return async (path, token) => {
    const url = `http://127.0.0.1:${port}/api/v1/organizations/${organizationId}/analytics/${path}`;
    const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    const body = await response.arrayBuffer();
    if (response.status !== 200) throw new Error(Buffer.from(body).toString());
  };
}

async function tokenFor(userId) {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(deriveKey(SECRET, 'local-session'));
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function middle(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function say(words) {
  console.log(words);
}
