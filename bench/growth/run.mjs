// How the cost of a call grows with the number of organizations, with the members of one, and with its records; and what a call
// takes of a processor, from which docs/operations.md says how much hardware is needed. `--quick`: short, small, nothing written.
import { fileURLToPath } from 'node:url';
import { cpuOf, cpuOfPostgres } from '../cpu.mjs';
import { inviteRequest, readsOf } from '../calls.mjs';
import { middle } from '../peers/report.mjs';
import { startLoad } from '../peers/servers.mjs';
import { seedInvitees, withClient } from '../seed.mjs';
import { fromBuild, SECRET, startServers, startService, startSmtp } from '../servers.mjs';
import { createLeads, recordReadsOf } from './calls.mjs';
import { asMarkdown, write } from './report.mjs';
import { addOrganizations, addRecords, bytesOfLead, databaseBytes } from './seed.mjs';

const quick = process.argv.includes('--quick');
const STEPS = quick
  ? { organizations: [10, 1_000], members: [10, 1_000], records: [1_000, 10_000] }
  : { organizations: [10, 1_000, 100_000], members: [10, 100, 1_000, 10_000], records: [1_000, 100_000, 1_000_000] };
const settings = {
  connections: 32,
  membersOfMany: 3,
  ...(quick ? { rounds: 1, seconds: 1, writes: 64 } : { rounds: 3, seconds: 2, writes: 320 }),
};

const running = [];
const keep = (part) => (running.push(part), part);
try {
  const findings = await measureAll();
  console.log(asMarkdown(findings, settings));
  if (!quick) await write(findings, settings, fileURLToPath(new URL('../../docs/', import.meta.url)));
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
  const load = keep(startLoad(settings.connections));
  const parts = { servers, service, load, key };
  const [byOrganizations, byMembers, byRecords] = [[], [], []];
  const emptyBytes = await withClient(servers.administratorUrl, databaseBytes);
  let there = 0;
  for (const size of STEPS.organizations) {
    console.log(`Filling in up to ${size} organizations`);
    const range = { first: there + 1, count: size - there, members: settings.membersOfMany };
    const callers = await addOrganizations(servers, key, range, settings.connections);
    there = size;
    byOrganizations.push({ size, ...(await measureMembers(parts, callers)) });
  }
  const organizationBytes = ((await withClient(servers.administratorUrl, databaseBytes)) - emptyBytes) / there;
  for (const [index, size] of STEPS.members.entries()) {
    const range = { first: 1_000_000 + index, count: 1, members: size };
    const callers = await addOrganizations(servers, key, range, settings.connections);
    byMembers.push({ size, ...(await measureMembers(parts, callers)) });
  }
  for (const size of STEPS.records) {
    console.log(`Filling in an organization with ${size} leads`);
    const callers = await withClient(servers.administratorUrl, (client) => addRecords(client, key, size));
    byRecords.push({ size, ...(await measureRecords(parts, callers)) });
  }
  const leadBytes = await withClient(servers.administratorUrl, bytesOfLead);
  return { byOrganizations, byMembers, byRecords, bytes: { organization: organizationBytes, lead: leadBytes } };
}

async function measureMembers(parts, callers) {
  const owners = callers.filter(({ role }) => role === 'owner');
  const invitees = await seedInvitees(parts.servers.administratorUrl, parts.key, settings.writes);
  const invitations = invitees.map((invitee, index) => inviteRequest(owners[index % owners.length], invitee));
  return measure(parts, readsOf(callers), { name: 'invite', requests: invitations });
}

function measureRecords(parts, callers) {
  return measure(parts, recordReadsOf(callers, settings.connections), {
    name: 'create a lead',
    requests: createLeads(callers, settings.writes),
  });
}

/** Calls per second, and the microseconds of a processor that one call takes in node and in Postgres. */
async function measure(parts, reads, { name: write, requests: writes }) {
  const [speeds, cpu] = [{}, {}];
  for (const { name, set, requests } of reads) {
    parts.load.define(set, requests);
    await call(parts, { name: set, seconds: 1 });
    const rounds = [];
    for (let round = 0; round < settings.rounds; round += 1)
      rounds.push(await call(parts, { name: set, seconds: settings.seconds }));
    speeds[name] = middle(rounds.map(({ perSecond }) => perSecond));
    cpu[name] = { node: middle(rounds.map(({ node }) => node)), postgres: middle(rounds.map((one) => one.postgres)) };
  }
  parts.load.define(write, writes);
  const { perSecond, node, postgres } = await call(parts, { name: write, amount: writes.length });
  speeds[write] = perSecond;
  cpu[write] = { node, postgres };
  const shown = Object.entries(speeds).map(([name, speed]) => `${name} ${Math.round(speed)}/s`);
  console.log(`  ${shown.join(', ')}`);
  return { speeds, cpu };
}

async function call({ servers, service, load }, job) {
  const used = () => [cpuOf(service.pid), cpuOfPostgres(servers.postmaster)];
  const before = used();
  const { calls, perSecond } = await load.call({ ...job, port: service.port });
  const [node, postgres] = used().map((after, index) => (after - before[index]) / calls);
  return { perSecond, node, postgres };
}
