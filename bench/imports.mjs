// Imports a CSV file of leads by the running service, and inserts the same rows with one bare INSERT into the same table with
// its indexes, in turn. Prints a table; `--quick`: fewer rows, nothing written.
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuOf, cpuOfPostgres } from './cpu.mjs';
import { cells, machineFacts, middle, quantile, writeReport } from './report.mjs';
import { membersOf, withClient } from './seed.mjs';
import { startSeeding } from '../scripts/seed/dataset.mjs';
import { fromBuild, SECRET, startServers, startService, startSmtp } from './servers.mjs';
import { inSession, say } from './session.mjs';

const quick = process.argv.includes('--quick');
const { rows, rounds } = quick ? { rows: 20_000, rounds: 2 } : { rows: 100_000, rounds: 5 };
const STATUSES = ['new', 'contacted', 'qualified', 'converted', 'lost'];

await inSession(async (keep) => {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  say('Starting Postgres and Redis');
  const servers = keep(await startServers());
  await withClient(servers.administratorUrl, async (database) => {
    const sample = await startSeeding(database);
    const [organizationId] = await sample.organizations({ count: 1, members: 10 });
    const members = await membersOf(database, deriveKey(SECRET, 'local-session'), organizationId);
    await sample.settle();
    const smtp = keep(await startSmtp());
    const api = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));
    const worker = keep(await startService(servers, { role: 'worker', smtpPort: smtp.port }));
    const owner = members.find(({ role }) => role === 'owner');
    const bench = { servers, database, api, worker, owner, organizationId };
    await importLeads(bench, leadsOf('warm-up', 2_000));
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      measured.push(await measureRound(bench, round));
      sayRound(measured.at(-1));
    }
    const report = reportOf(measured, await machineFacts(database));
    say(`\n${report}`);
    if (!quick) await writeReport(report, 'bench-imports');
  });
});

/** Each round begins with another of the two, so that a table that grows does not always affect the same one. */
async function measureRound(bench, round) {
  const results = {};
  const targets = [
    ['bare', () => insertLeads(bench, leadsOf(`bare ${round}`, rows))],
    ['service', () => importLeads(bench, leadsOf(`service ${round}`, rows))],
  ];
  for (const [name, measure] of round % 2 === 0 ? targets : targets.reverse()) {
    await bench.database.query('vacuum lead');
    await bench.database.query('checkpoint');
    results[name] = await measure();
  }
  return results;
}

/** Leads of realistic lengths whose values do not repeat, so that the trigram indexes have the work that they have in use. */
function leadsOf(label, count) {
  return Array.from({ length: count }, (_, index) => {
    const text = createHash('md5').update(`${label} ${index}`).digest('hex');
    return {
      name: `${text.slice(0, 6)} ${text.slice(6, 14)}`,
      email: `${text.slice(0, 12)}@${text.slice(12, 18)}.example`,
      phone: `+49 30 ${Number.parseInt(text.slice(18, 24), 16)}`,
      company: `${text.slice(24, 31)} Ltd.`,
      status: STATUSES[index % STATUSES.length],
    };
  });
}

/** One statement with all rows, as the application's role could send it: the rows are in a temporary table already. */
async function insertLeads({ servers, database, organizationId, owner }, leads) {
  await database.query(
    `create temporary table imported (name text, email text, phone text, company text, status text)`,
  );
  await database.query('insert into imported select * from jsonb_populate_recordset(null::imported, $1::jsonb)', [
    JSON.stringify(leads),
  ]);
  const postgres = cpuOfPostgres(servers.postmaster);
  const began = performance.now();
  await database.query(
    `insert into lead (organization_id, id, owner_id, name, email, phone, company, status)
     select $1, uuidv7(), $2, name, email, phone, company, status from imported`,
    [organizationId, owner.id],
  );
  const perSecond = leads.length / seconds(performance.now() - began);
  const used = (cpuOfPostgres(servers.postmaster) - postgres) / leads.length;
  await database.query('drop table imported');
  return { perSecond, postgres: used };
}

/** From the answer to the upload until the end of the import, by the service's own times. */
async function importLeads({ servers, api, worker, organizationId, owner }, leads) {
  const base = `http://127.0.0.1:${api.port}/api/v1/organizations/${organizationId}/imports`;
  const headers = { Authorization: `Bearer ${owner.token}` };
  const body = new FormData();
  body.append('file', new Blob([csvOf(leads)], { type: 'text/csv' }), 'leads.csv');
  const before = [cpuOf(worker.pid), cpuOfPostgres(servers.postmaster)];
  let run = await (await fetch(`${base}/leads`, { method: 'POST', headers, body })).json();
  while (run.status === 'queued' || run.status === 'running') {
    await delay(100);
    run = await (await fetch(`${base}/${run.id}`, { headers })).json();
  }
  if (run.status !== 'completed' || run.progress?.done !== leads.length) throw new Error(JSON.stringify(run));
  const after = [cpuOf(worker.pid), cpuOfPostgres(servers.postmaster)];
  const [node, postgres] = after.map((cpu, index) => (cpu - before[index]) / leads.length);
  return { perSecond: leads.length / seconds(Date.parse(run.finishedAt) - Date.parse(run.createdAt)), node, postgres };
}

function csvOf(leads) {
  const lines = leads.map(({ name, email, phone, company, status }) => [name, email, phone, company, status].join(','));
  return `name,email,phone,company,status\n${lines.join('\n')}\n`;
}

function seconds(milliseconds) {
  return milliseconds / 1000;
}

function sayRound({ bare, service }) {
  say(
    `  bare ${Math.round(bare.perSecond)} rows/s, service ${Math.round(service.perSecond)} rows/s; ` +
      `µs of CPU per row: bare ${bare.postgres.toFixed(0)}, service ${service.postgres.toFixed(0)} in Postgres and ` +
      `${service.node.toFixed(0)} in node`,
  );
}

function reportOf(measured, machine) {
  const speed = (name) => Math.round(middle(measured.map((round) => round[name].perSecond)));
  const cpu = (name, part) => Math.round(middle(measured.map((round) => round[name][part])));
  const ratios = measured.map(({ bare, service }) => service.perSecond / bare.perSecond);
  const [low, mid, high] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(2));
  return [
    `Measured with \`npm run bench -- imports\` on ${machine}: ${rows} leads with all their indexes, by each in turn, the median ` +
      `of ${rounds} rounds (in brackets the middle half); an API and a worker process.`,
    '',
    '| | rows per second | to the bare INSERT | µs of CPU per row: node · Postgres |',
    '| --- | --- | --- | --- |',
    cells('one bare INSERT', speed('bare'), '1', `– · ${cpu('bare', 'postgres')}`),
    cells(
      'import of a CSV file',
      speed('service'),
      `**${mid}** (${low} to ${high})`,
      `${cpu('service', 'node')} · ${cpu('service', 'postgres')}`,
    ),
  ].join('\n');
}
