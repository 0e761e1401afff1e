// Compares the service with two bare servers on the same database, alternating, and prints a table. `--quick`: short rounds,
// nothing written; `--only=<words>`: the measurements whose names contain one of them, nothing written.
import pg from 'pg';
import { acceptRequests, inviteRequest, readsOf } from './calls.mjs';
import { cpuOf, cpuOfPostgres } from './cpu.mjs';
import { profileInto } from './profile.mjs';
import { machineFacts, report, writeReport } from './report.mjs';
import { countTrips, startCountingProxy } from './round-trips.mjs';
import { MEMBERS, ORGANIZATIONS, seed, seedInvitees, withClient } from './seed.mjs';
import { eachInTurn, inSession, say, saySpeeds, startLoad } from './session.mjs';
import { fromBuild, SECRET, startBare, startServers, startService, startSmtp } from './servers.mjs';

const quick = process.argv.includes('--quick');
const only = process.argv
  .find((word) => word.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
// Many short rounds rather than few long ones: on a machine that is used by others too, the median of many is more stable.
const settings = quick
  ? { rounds: 4, seconds: 1, warmUp: 1, writeRounds: 4, invitations: 320 }
  : { rounds: 11, seconds: 1.5, warmUp: 2, writeRounds: 5, invitations: 640 };
const CONNECTIONS = 32;

let keep;
await inSession(async (keeping) => {
  keep = keeping;
  const results = await measureAll();
  say(`\n${results}`);
  if (!quick && !only) await writeReport(results);
});

async function measureAll() {
  const { deriveKey, Sealer } = await fromBuild('platform/secrets/index.js');
  const key = deriveKey(SECRET, 'local-session');
  say(`Starting Postgres and Redis, filling in ${ORGANIZATIONS * MEMBERS} memberships`);
  const servers = keep(await startServers());
  const members = await seed(servers.administratorUrl, key);
  const load = keep(startLoad({ connections: CONNECTIONS }));
  const bare = [keep(await startBare(servers, 'a', key)), keep(await startBare(servers, 'b', key))];
  const smtp = keep(await startSmtp());

  const service = await startService(servers, { role: 'all', smtpPort: smtp.port });
  keep(service);
  const reads = [];
  for (const read of readsOf(members).filter(wanted))
    reads.push(await measureReads(load, servers, [...bare, service], read));
  await service.stop();

  const writes = [];
  if (wanted({ name: 'invite accept' })) {
    const api = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));
    const sealer = new Sealer({ current: SECRET, previous: null }, 'invitation-link');
    writes.push(...(await measureInviting({ load, servers, targets: [...bare, api], members, key, sealer })));
    await api.stop();
  }
  const trips = await countAll(servers, smtp, members, key);
  const parts = await profileMembers(load, servers, smtp);
  return report({ reads, writes, trips, parts, facts: await facts(servers) });
}

function wanted({ name }) {
  return !only || only.some((word) => name.includes(word));
}

async function measureReads(load, servers, targets, { name, set, requests }) {
  say(`${name}: ${settings.rounds} alternating rounds of ${settings.seconds} s`);
  load.define(set, requests);
  const job = { name: set, seconds: settings.seconds };
  for (const target of targets) await load.call({ ...job, port: target.port, seconds: settings.warmUp });
  const rounds = [];
  for (let round = 0; round < settings.rounds; round += 1) {
    rounds.push(await eachInTurn(targets, round, (target) => measured(load, servers, target, job)));
    saySpeeds(rounds.at(-1));
  }
  return { name, rounds };
}

async function measured(load, servers, target, job) {
  const before = [cpuOf(target.pid), cpuOfPostgres(servers.postmaster)];
  const result = await load.call({ ...job, port: target.port });
  const after = [cpuOf(target.pid), cpuOfPostgres(servers.postmaster)];
  const [node, postgres] = after.map((cpu, index) => (cpu === null ? null : (cpu - before[index]) / result.calls));
  return { ...result, node, postgres };
}

/**
 * The invitations' calls on a process of role `api`: what a person waits for. The emails are enqueued and handed over to the
 * queue, but not sent meanwhile, since the bare servers send none either; so their encrypted links are still stored and can be
 * used.
 */
async function measureInviting({ load, servers, targets, members, key, sealer }) {
  say(`invite and accept: ${settings.writeRounds} alternating rounds of ${settings.invitations} each`);
  const database = new pg.Client({ connectionString: servers.administratorUrl });
  await database.connect();
  const invite = { name: 'invite', rounds: [] };
  const accept = { name: 'accept', rounds: [] };
  const inviters = members.filter(({ role }) => role === 'owner');
  for (let round = -1; round < settings.writeRounds; round += 1) {
    const [invited, accepted] = [{}, {}];
    await eachInTurn(targets, round + targets.length, async (target) => {
      const invitees = await seedInvitees(servers.administratorUrl, key, settings.invitations);
      load.define(
        'invite',
        invitees.map((invitee, index) => inviteRequest(inviters[index % inviters.length], invitee)),
      );
      invited[target.name] = await measured(load, servers, target, { name: 'invite', amount: invitees.length });
      load.define('accept', await acceptRequests(database, invitees, target, sealer));
      accepted[target.name] = await measured(load, servers, target, { name: 'accept', amount: invitees.length });
    });
    // The first round warms up.
    if (round < 0) continue;
    invite.rounds.push(invited);
    accept.rounds.push(accepted);
    saySpeeds(invited);
    saySpeeds(accepted);
  }
  await database.end();
  return [invite, accept];
}

/** Awaited round trips to Postgres per call, one call at a time. */
async function countAll(servers, smtp, members, key) {
  say('Counting round trips');
  const proxy = keep(await startCountingProxy(servers.applicationUrl));
  const service = keep(await startService(servers, { role: 'api', smtpPort: smtp.port, databaseUrl: proxy.url }));
  const base = `http://127.0.0.1:${service.port}`;
  const asCall = ({ path, ...request }) => ({ url: base + path, ...request });
  const trips = {};
  for (const { name, requests } of readsOf(members))
    trips[name] = await countTrips(proxy, requests.slice(0, 50).map(asCall));
  const invitees = await seedInvitees(servers.administratorUrl, key, 20);
  const inviter = members.find(({ role }) => role === 'owner');
  trips.invite = await countTrips(
    proxy,
    invitees.map((invitee) => asCall(inviteRequest(inviter, invitee))),
  );
  const database = new pg.Client({ connectionString: servers.administratorUrl });
  await database.connect();
  const { Sealer } = await fromBuild('platform/secrets/index.js');
  const sealer = new Sealer({ current: SECRET, previous: null }, 'invitation-link');
  trips.accept = await countTrips(
    proxy,
    (await acceptRequests(database, invitees, { name: 'service' }, sealer)).map(asCall),
  );
  await database.end();
  await service.stop();
  proxy.stop();
  return trips;
}

/** In a separate run, since profiling slows down what it measures. */
async function profileMembers(load, servers, smtp) {
  if (!load.has('members')) return [];
  say('Profiling the members list');
  const profile = profileInto(servers.dataDir);
  const service = keep(await startService(servers, { role: 'all', smtpPort: smtp.port, execArgv: profile.execArgv }));
  await load.call({ name: 'members', port: service.port, seconds: settings.seconds * 2 });
  await service.stop();
  return profile.read();
}

async function facts(servers) {
  const machine = await withClient(servers.administratorUrl, machineFacts);
  return { ...settings, connections: CONNECTIONS, organizations: ORGANIZATIONS, members: MEMBERS, machine };
}
