// Reads of one organization, with few others in the database and with ten thousand, alternating. Prints a table; `--quick`:
// one thousand others and short rounds, nothing written.
import pg from 'pg';
import { readsOf } from './calls.mjs';
import { cells, machineFacts, middle, quantile, writeReport } from './report.mjs';
import { membersOf, withClient } from './seed.mjs';
import { startSeeding } from '../scripts/seed/dataset.mjs';
import { fromBuild, SECRET, startServers, startService, startSmtp } from './servers.mjs';
import { eachInTurn, inSession, say, saySpeeds, startLoad } from './session.mjs';

const quick = process.argv.includes('--quick');
const { many, rounds, seconds, warmUp } = quick
  ? { many: 1_000, rounds: 4, seconds: 1, warmUp: 1 }
  : { many: 10_000, rounds: 11, seconds: 1.5, warmUp: 3 };
const FEW = 10;
const OURS = { members: 50, leads: 5_000 };
const OTHERS = { members: 10, leads: 20 };
const CONNECTIONS = 16;

await inSession(async (keep) => {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  say(`Starting Postgres and Redis, filling in one organization, ${FEW} others, and in a copy ${many}`);
  const servers = keep(await startServers());
  const { organizationId, copy } = await fill(servers);
  const smtp = keep(await startSmtp());
  const few = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));
  const others = await startService(servers, { role: 'api', smtpPort: smtp.port, databaseUrl: copy.applicationUrl });
  const targets = [
    { ...few, name: 'few' },
    { ...keep(others), name: 'many' },
  ];
  const key = deriveKey(SECRET, 'local-session');
  const members = await withClient(servers.administratorUrl, (client) => membersOf(client, key, organizationId));
  const load = keep(startLoad({ connections: CONNECTIONS }));
  const measured = [];
  for (const { name, set, requests } of [
    ...readsOf(members).filter((read) => read.set !== 'seats'),
    ...leadsOf(members),
  ]) {
    say(`${name}: ${rounds} alternating rounds of ${seconds} s`);
    load.define(set, requests);
    for (const { port } of targets) await load.call({ name: set, port, seconds: warmUp });
    const figures = [];
    for (let round = 0; round < rounds; round += 1) {
      figures.push(await eachInTurn(targets, round, ({ port }) => load.call({ name: set, port, seconds })));
      saySpeeds(figures.at(-1));
    }
    measured.push({ name, figures });
  }
  const report = reportOf(measured, await withClient(servers.administratorUrl, machineFacts));
  say(`\n${report}`);
  if (!quick) await writeReport(report, 'bench-organizations');
});

/** Our organization and few others in one database, and a copy of it with many more. */
async function fill(servers) {
  const organizationId = await seeding(servers.administratorUrl, async (sample) => {
    const [id] = await sample.organizations({ count: 1, ...OURS, label: 'Ours' });
    await sample.organizations({ count: FEW, ...OTHERS });
    return id;
  });
  const copy = inDatabase(servers, 'many_organizations');
  const { database, user } = new pg.Client({ connectionString: servers.applicationUrl });
  await withClient(inDatabase(servers, 'postgres').administratorUrl, async (client) => {
    await client.query(`create database many_organizations template ${pg.escapeIdentifier(database)}`);
    await client.query(`grant connect on database many_organizations to ${pg.escapeIdentifier(user)}`);
  });
  await seeding(copy.administratorUrl, (sample) => sample.organizations({ count: many - FEW, ...OTHERS }));
  return { organizationId, copy };
}

async function seeding(url, work) {
  return withClient(url, async (client) => {
    const sample = await startSeeding(client);
    const answer = await work(sample);
    await sample.settle();
    return answer;
  });
}

function inDatabase({ administratorUrl, applicationUrl }, name) {
  const [administrator, application] = [administratorUrl, applicationUrl].map((address) => {
    const url = new URL(address);
    url.pathname = `/${name}`;
    return url.href;
  });
  return { administratorUrl: administrator, applicationUrl: application };
}

function leadsOf(members) {
  const requests = (query) =>
    members.map(({ organizationId, token }) => ({
      path: `/api/v1/organizations/${organizationId}/leads?limit=50${query}`,
      headers: { Authorization: `Bearer ${token}` },
    }));
  return [
    { name: 'leads list of fifty', set: 'leads', requests: requests('') },
    { name: 'search of leads', set: 'search', requests: requests('&q=lovelace') },
  ];
}

function reportOf(measured, machine) {
  return [
    `Measured with \`npm run bench -- organizations\` on ${machine}: one organization of ${OURS.members} members and ` +
      `${OURS.leads} leads, the others of ${OTHERS.members} and ${OTHERS.leads}; ${CONNECTIONS} connections, the median of ` +
      `${rounds} alternating rounds of ${seconds} s after a warm-up.`,
    '',
    `| call | per second with ${FEW} others | with ${many} others | ratio | middle half |`,
    '| --- | --- | --- | --- | --- |',
    ...measured.map(({ name, figures }) => {
      const perSecond = (target) => Math.round(middle(figures.map((round) => round[target].perSecond)));
      const ratios = figures.map(({ few, many: more }) => more.perSecond / few.perSecond);
      const half = [0.25, 0.75].map((share) => quantile(ratios, share).toFixed(2)).join(' to ');
      return cells(name, perSecond('few'), perSecond('many'), `**${middle(ratios).toFixed(2)}**`, half);
    }),
  ].join('\n');
}
