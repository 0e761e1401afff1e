// Reassignments in the worst state that they are met in: right after an import by one member who owns everything, five moves in
// a row, no statistics, nothing vacuumed. Beside them one bare UPDATE in a copy of the database that is in the same state.
import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { readsOf } from './calls.mjs';
import { cells, middle } from './report.mjs';
import { startSeeding } from '../scripts/seed/dataset.mjs';
import { fromBuild, SECRET, startService } from './servers.mjs';
import { membersOf, withClient } from './seed.mjs';
import { say, startLoad } from './session.mjs';

const MOVES = 5;
const LOAD = { connections: 8, rate: 150 };

/** Measures with so many leads; returns the figures of each move. */
export async function measureUnkind({ keep, servers, smtp, leads, quietSeconds }) {
  say(`${leads} leads of one member, ${MOVES} moves in a row, not analyzed and not vacuumed`);
  const name = `unkind_${leads}`;
  const original = await createDatabase(
    servers,
    name,
    new pg.Client({ connectionString: servers.applicationUrl }).database,
  );
  const { organizationId, members } = await withClient(original.administratorUrl, (database) => fill(database, leads));
  const copy = await createDatabase(servers, `${name}_bare`, name);
  const service = keep(
    await startService(servers, { role: 'all', smtpPort: smtp.port, databaseUrl: original.applicationUrl }),
  );
  const load = keep(startLoad(LOAD));
  const [{ set, requests }] = readsOf(members);
  load.define(set, requests);
  const job = { name: set, port: service.port, rate: LOAD.rate };
  await load.call({ ...job, seconds: 3 });
  const quiet = await load.call({ ...job, seconds: quietSeconds });
  const owner = members.find(({ role }) => role === 'owner');
  const people = members.filter(({ role }) => role === 'member');
  const measured = [];
  await withClient(copy.administratorUrl, async (database) => {
    for (let move = 0; move < MOVES; move += 1) {
      const [from, to] = [people[move % 2], people[(move + 1) % 2]];
      const bare = await load.callWhile(job, () => updateAll(database, organizationId, from, to));
      const ours = await load.callWhile(job, () => reassign({ service, owner, organizationId, from, to, leads }));
      measured.push({ bare: bare.answer, ours: ours.answer, quiet, bareLoad: bare.load, oursLoad: ours.load });
      sayMove(move, measured.at(-1));
    }
  });
  await service.stop();
  return { leads, measured };
}

/** A copy of a database on the same server, and its addresses. */
async function createDatabase(servers, name, template) {
  const at = (url) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const { user } = new pg.Client({ connectionString: servers.applicationUrl });
  await withClient(Object.assign(new URL(servers.administratorUrl), { pathname: '/postgres' }).href, async (client) => {
    await client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`);
    await client.query(`grant connect on database ${pg.escapeIdentifier(name)} to ${pg.escapeIdentifier(user)}`);
  });
  return { applicationUrl: at(servers.applicationUrl), administratorUrl: at(servers.administratorUrl) };
}

/** As an import leaves them, except that the service's own analysis at its end is left out as well. */
async function fill(database, leads) {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  const sample = await startSeeding(database);
  const [organizationId] = await sample.organizations({ count: 1, members: 10 });
  await sample.settle();
  await database.query('alter table lead set (autovacuum_enabled = off)');
  const members = await membersOf(database, deriveKey(SECRET, 'local-session'), organizationId);
  const [first] = members.filter(({ role }) => role === 'member');
  await database.query(
    `insert into lead (organization_id, id, owner_id, name, email, company, status, created_at)
     select $1, gen_random_uuid(), $2, 'Lead ' || md5(n::text), md5('address' || n) || '@example.com', 'Company ' || md5('company' || n),
            'new', now() - n * interval '1 ms'
     from generate_series(1, $3::int) n`,
    [organizationId, first.id, leads],
  );
  return { organizationId, members };
}

async function updateAll(database, organizationId, from, to) {
  const began = performance.now();
  const { rowCount } = await database.query(
    `update lead set owner_id = $3, previous_owner_id = owner_id, version = version + 1, updated_at = clock_timestamp()
     where organization_id = $1 and owner_id = $2`,
    [organizationId, from.id, to.id],
  );
  return { perSecond: (rowCount / (performance.now() - began)) * 1_000 };
}

/** By the service's own times; the rates of the first and the last tenth by its progress. */
async function reassign({ service, owner, organizationId, from, to, leads }) {
  const base = `http://127.0.0.1:${service.port}/api/v1/organizations/${organizationId}/reassignments`;
  const headers = { Authorization: `Bearer ${owner.token}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ from: from.id, to: to.id, kinds: ['leads'] });
  let run = await (await fetch(base, { method: 'POST', headers, body })).json();
  const seen = [];
  while (!run.finishedAt) {
    await delay(50);
    run = await (await fetch(`${base}/${run.id}`, { headers })).json();
    seen.push({ at: performance.now(), done: run.progress.done });
  }
  if (run.status !== 'completed' || run.progress.done !== leads) throw new Error(JSON.stringify(run));
  const perSecond = (leads / (Date.parse(run.finishedAt) - Date.parse(run.createdAt))) * 1_000;
  return { perSecond, lastToFirst: rateBetween(seen, leads, 0.9, 1) / rateBetween(seen, leads, 0, 0.1) };
}

/** Records per millisecond between two shares of the run. */
function rateBetween(seen, leads, from, to) {
  const first = seen.findLast(({ done }) => done <= leads * from) ?? seen[0];
  const last = seen.find(({ done }) => done >= leads * to) ?? seen.at(-1);
  return (last.done - first.done) / Math.max(1, last.at - first.at);
}

function sayMove(move, { bare, ours, quiet, bareLoad, oursLoad }) {
  say(
    `  move ${move + 1}: bare ${Math.round(bare.perSecond)} rows/s, service ${Math.round(ours.perSecond)} rows/s; last tenth to the ` +
      `first ${ours.lastToFirst.toFixed(2)}; p99 of the list ${[quiet, bareLoad, oursLoad].map(({ p99 }) => p99.toFixed(1)).join(' · ')} ms`,
  );
}

/** The table of all sizes. */
export function unkindReport(sizes) {
  return [
    `In the worst state: all leads belong to one member, as after an import, and are moved ${MOVES} times in a row without statistics ` +
      'and without a vacuum; in brackets the first and the last of the moves.',
    '',
    '| leads | bare UPDATE, rows per second | reassignment | to the bare UPDATE | last tenth of a run to its first | p99 of a members list to its quiet value |',
    '| --- | --- | --- | --- | --- | --- |',
    ...sizes.map(({ leads, measured }) => {
      const of = (value, digits) => {
        const values = measured.map(value);
        const [first, last] = [values[0], values.at(-1)].map((one) => one.toFixed(digits));
        return `${middle(values).toFixed(digits)} (${first}, ${last})`;
      };
      return cells(
        leads,
        of(({ bare }) => bare.perSecond, 0),
        of(({ ours }) => ours.perSecond, 0),
        of(({ bare, ours }) => ours.perSecond / bare.perSecond, 2),
        of(({ ours }) => ours.lastToFirst, 2),
        of(({ quiet, oursLoad }) => oursLoad.p99 / quiet.p99, 2),
      );
    }),
  ].join('\n');
}
