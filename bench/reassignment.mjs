// Moves leads of an organization with a million leads from one member to another: alternately by one plain UPDATE and by a
// reassignment of the running service, while a hundred people read their members list. Prints a table; `--quick`: fewer leads,
// nothing written; `--only=unkind`: only the cases of `unkind.mjs`.
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readsOf } from './calls.mjs';
import { cells, machineFacts, middle, quantile, writeReport } from './report.mjs';
import { membersOf, withClient } from './seed.mjs';
import { startSeeding } from '../scripts/seed/dataset.mjs';
import { fromBuild, SECRET, startServers, startService, startSmtp } from './servers.mjs';
import { inSession, say, startLoad } from './session.mjs';
import { measureUnkind, unkindReport } from './unkind.mjs';

const quick = process.argv.includes('--quick');
const onlyUnkind = process.argv.includes('--only=unkind');
const { leads, share, rounds, quietSeconds, unkindSizes } = quick
  ? { leads: 100_000, share: 5, rounds: 3, quietSeconds: 4, unkindSizes: [50_000] }
  : { leads: 1_000_000, share: 5, rounds: 5, quietSeconds: 20, unkindSizes: [100_000, 1_000_000] };
const MEMBERS = 100;
/**
 * At most what a hundred people cause who work in the console; far below the maximum of the service, so that waiting becomes
 * visible.
 */
const LOAD = { connections: 8, rate: 150 };

await inSession(async (keep) => {
  const servers = keep(await startServers());
  if (!onlyUnkind) await measureUsual(keep, servers);
  const smtp = keep(await startSmtp());
  const worst = [];
  for (const size of unkindSizes) worst.push(await measureUnkind({ keep, servers, smtp, leads: size, quietSeconds }));
  const report = unkindReport(worst);
  say(`\n${report}`);
  if (!quick) await writeReport(report, 'bench-unkind');
});

/** A fifth of the leads, with fresh statistics and vacuumed before each move. */
async function measureUsual(keep, servers) {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  say(`Filling in an organization with ${leads} leads`);
  await withClient(servers.administratorUrl, async (database) => {
    const sample = await startSeeding(database);
    const [organizationId] = await sample.organizations({ count: 1, members: MEMBERS });
    await sample.records(organizationId, leads);
    const members = await membersOf(database, deriveKey(SECRET, 'local-session'), organizationId);
    const bench = await prepare({ keep, servers, database, organizationId, members });
    await sample.settle();
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      measured.push(await measureRound(bench));
      sayRound(measured.at(-1));
    }
    const report = reportOf(measured, bench, await machineFacts(database));
    say(`\n${report}`);
    if (!quick) await writeReport(report, 'bench-reassignment');
    await stopServices(bench);
  });
}

/** Before the other databases are measured on the same server. */
async function stopServices({ api, worker }) {
  await Promise.all([api.stop(), worker.stop()]);
}

/** A fifth of the leads, spread over all of them, for one member; the two processes; the load. */
async function prepare({ keep, servers, database, organizationId, members }) {
  const owner = members.find(({ role }) => role === 'owner');
  const [from, to] = members.filter(({ role }) => role === 'member');
  await database.query('update lead set owner_id = null where organization_id = $1 and owner_id = any ($2)', [
    organizationId,
    [from.id, to.id],
  ]);
  const { rowCount: rows } = await database.query(
    `update lead set owner_id = $2 where organization_id = $1 and (hashtext(id::text) & 1048575) % $3 = 0`,
    [organizationId, from.id, share],
  );
  const smtp = keep(await startSmtp());
  const api = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));
  const execArgv = ['--import', fileURLToPath(new URL('memory-probe.mjs', import.meta.url))];
  const worker = keep(await startService(servers, { role: 'worker', smtpPort: smtp.port, execArgv }));
  const load = keep(startLoad(LOAD));
  const [{ set, requests }] = readsOf(members);
  load.define(set, requests);
  const job = { name: set, port: api.port, rate: LOAD.rate };
  await load.call({ ...job, seconds: 3 });
  return { database, organizationId, owner, from, to, rows, api, worker, load, job };
}

async function measureRound(bench) {
  const { database, organizationId, from, to, worker, load, job } = bench;
  await tidy(database);
  const quiet = await load.call({ ...job, seconds: quietSeconds });
  const bare = await load.callWhile(job, async () => {
    const began = performance.now();
    const { rowCount } = await database.query(
      `update lead set owner_id = $3, previous_owner_id = owner_id, version = version + 1, updated_at = clock_timestamp()
       where organization_id = $1 and owner_id = $2`,
      [organizationId, from.id, to.id],
    );
    return rowCount / seconds(performance.now() - began);
  });
  await tidy(database);
  const before = await memoryOf(worker);
  const ours = await load.callWhile(job, () => reassign(bench));
  const after = await memoryOf(worker);
  return { quiet, bare, ours, before, after };
}

/** Both begin with the same table: without dead rows, pending index entries, or pages that are not on the disk yet. */
async function tidy(database) {
  await database.query('vacuum lead');
  await database.query('checkpoint');
}

/** Moves them back, by the service; measured from the request to its completion, by the service's own times. */
async function reassign({ api, owner, organizationId, from, to, rows }) {
  const base = `http://127.0.0.1:${api.port}/api/v1/organizations/${organizationId}/reassignments`;
  const headers = { Authorization: `Bearer ${owner.token}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ from: to.id, to: from.id, kinds: ['leads'] });
  let run = await (await fetch(base, { method: 'POST', headers, body })).json();
  while (!run.finishedAt) {
    await delay(250);
    run = await (await fetch(`${base}/${run.id}`, { headers })).json();
  }
  if (run.status !== 'completed' || run.progress.done !== rows) throw new Error(JSON.stringify(run));
  return run.progress.done / seconds(Date.parse(run.finishedAt) - Date.parse(run.createdAt));
}

async function memoryOf({ child }) {
  child.send('memory');
  const [{ memory }] = await once(child, 'message');
  return memory;
}

function seconds(milliseconds) {
  return milliseconds / 1000;
}

function sayRound({ quiet, bare, ours, after }) {
  say(
    `  bare ${Math.round(bare.answer)} rows/s, service ${Math.round(ours.answer)} rows/s; p99 of the list ` +
      `${[quiet, bare.load, ours.load].map(({ p99 }) => p99.toFixed(1)).join(' · ')} ms (quiet · bare · service); ` +
      `worker ${megabytes(after.rss)} MB`,
  );
}

function reportOf(measured, { rows }, machine) {
  const ratios = (pick) => measured.map(pick);
  const speed = ratios(({ bare, ours }) => ours.answer / bare.answer);
  const p99 = (load) => middle(measured.map((round) => load(round).p99)).toFixed(1);
  const slower = (load) => ratios((round) => load(round).p99 / round.quiet.p99);
  const memory = (pick) =>
    `${megabytes(pick(measured.at(0)).rss)} MB, heap ${megabytes(pick(measured.at(0)).heapUsed)} MB`;
  const last = measured.at(-1).after;
  const row = (name, answer, ratio, load) =>
    cells(name, Math.round(middle(answer)), ratio, `${p99(load)} ms`, spread(slower(load)));
  return [
    `Measured with \`npm run bench -- reassignment\` on ${machine}: ${rows} of ${leads} leads with all their indexes, moved ` +
      `by each in turn, the median of ${rounds} rounds (in brackets the middle half); meanwhile ${LOAD.rate} members lists a ` +
      `second on ${LOAD.connections} connections, an API and a worker process.`,
    '',
    '| | rows per second | to the bare UPDATE | p99 of a members list | to its quiet value |',
    '| --- | --- | --- | --- | --- |',
    cells('nothing moves', '–', '–', `${p99(({ quiet }) => quiet)} ms`, '1'),
    row(
      'one bare UPDATE',
      ratios(({ bare }) => bare.answer),
      '1',
      ({ bare }) => bare.load,
    ),
    row(
      'reassignment',
      ratios(({ ours }) => ours.answer),
      spread(speed),
      ({ ours }) => ours.load,
    ),
    '',
    `The worker's memory before the first run: ${memory(({ before }) => before)}; after the first, ${rows} records later: ` +
      `${memory(({ after }) => after)}; after the last, ${rows * rounds} records later: ${megabytes(last.rss)} MB, heap ` +
      `${megabytes(last.heapUsed)} MB.`,
  ].join('\n');
}

function spread(values) {
  const [low, mid, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(2));
  return `**${mid}** (${low} to ${high})`;
}

function megabytes(bytes) {
  return Math.round(bytes / 2 ** 20);
}
