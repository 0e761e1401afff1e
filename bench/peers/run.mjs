// The same work on the service, on better-auth's organization plugin and on a bare server, alternating in one run. `--quick`:
// short rounds, nothing written.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { acceptRequests, inviteRequest, readsOf } from '../calls.mjs';
import { MEMBERS, ORGANIZATIONS, seed, seedInvitees } from '../seed.mjs';
import { fromBuild, SECRET, startBare, startServers, startService, startSmtp } from '../servers.mjs';
import {
  CALLS,
  invitationsOf,
  seedBetterAuth,
  seedBetterAuthInvitees,
  withCachedSessions,
} from './better-auth-seed.mjs';
import { acceptAtOnce } from './at-once.mjs';
import { writeFindings } from './report.mjs';
import { makeDatabase, startBetterAuth, startLoad } from './servers.mjs';

const quick = process.argv.includes('--quick');
const settings = quick
  ? { rounds: 2, seconds: 1, warmUp: 1, writeRounds: 2, invitations: 160, atOnce: 2 }
  : { rounds: 9, seconds: 1.5, warmUp: 2, writeRounds: 5, invitations: 640, atOnce: 5 };
const CONNECTIONS = 32;
/** Any text of at least 32 characters signs better-auth's cookies. */
const COOKIE_SECRET = randomBytes(24).toString('hex');

const running = [];
const keep = (part) => (running.push(part), part);
try {
  const findings = await measureAll();
  console.log(await writeFindings(findings, quick ? null : fileURLToPath(new URL('../../docs/', import.meta.url))));
} finally {
  for (const part of running.reverse())
    await Promise.resolve(part.stop()).catch((error) => console.error(error.message));
}

async function measureAll() {
  const { deriveKey, Sealer } = await fromBuild('platform/secrets/index.js');
  const key = deriveKey(SECRET, 'local-session');
  const sealer = new Sealer({ current: SECRET, previous: null }, 'invitation-link');
  say(`Starting Postgres and Redis, filling in ${ORGANIZATIONS * MEMBERS} memberships twice`);
  const servers = keep(await startServers());
  const peerUrl = await makeDatabase(servers.administratorUrl, 'better_auth');
  const peerOptions = { url: peerUrl, secret: COOKIE_SECRET };
  const plain = keep(await startBetterAuth({ ...peerOptions, name: 'better-auth', cookieCache: 'off' }));
  const cached = keep(await startBetterAuth({ ...peerOptions, name: 'better-auth, cookie cache', cookieCache: 'on' }));
  const members = await seed(servers.administratorUrl, key);
  const peers = await seedBetterAuth(peerUrl, COOKIE_SECRET, { organizations: ORGANIZATIONS, members: MEMBERS });
  const cachedPeers = await withCachedSessions(peers, cached.port);
  const load = keep(startLoad(CONNECTIONS));
  const smtp = keep(await startSmtp());
  const bare = keep(await startBare(servers, 'b', key));
  const service = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));

  const measures = [];
  for (const { name, set, requests } of readsOf(members).filter(({ set }) => set in CALLS)) {
    load.define(`service ${set}`, requests);
    load.define(`plain ${set}`, peers.map(CALLS[set]));
    load.define(`cached ${set}`, cachedPeers.map(CALLS[set]));
    measures.push(
      await alternate(name, load, [
        [service, `service ${set}`],
        [bare, `service ${set}`],
        [plain, `plain ${set}`],
        [cached, `cached ${set}`],
      ]),
    );
  }
  measures.push(
    ...(await measureInviting({
      servers,
      load,
      service,
      bare,
      plain,
      cached,
      members,
      peers,
      cachedPeers,
      key,
      sealer,
      peerUrl,
    })),
  );
  const atOnce = await acceptAtOnce({
    rounds: settings.atOnce,
    servers,
    service,
    key,
    sealer,
    peer: { ...peerOptions, start: startBetterAuth },
  });
  return {
    measures,
    atOnce,
    settings: { ...settings, connections: CONNECTIONS, organizations: ORGANIZATIONS, members: MEMBERS },
  };
}

/** Every round begins with another of them, so that a drift does not always affect the same one. */
async function alternate(name, load, targets) {
  say(`${name}: ${settings.rounds} alternating rounds of ${settings.seconds} s`);
  for (const [target, set] of targets) await load.call({ name: set, port: target.port, seconds: settings.warmUp });
  const rounds = [];
  for (let round = 0; round < settings.rounds; round += 1) {
    const speeds = {};
    for (let turn = 0; turn < targets.length; turn += 1) {
      const [target, set] = targets[(turn + round) % targets.length];
      speeds[target.name] = (await load.call({ name: set, port: target.port, seconds: settings.seconds })).perSecond;
    }
    rounds.push(speeds);
    saySpeeds(speeds);
  }
  return { name, rounds };
}

async function measureInviting(parts) {
  const { servers, load, service, bare, plain, cached, members, peers, cachedPeers, key, sealer, peerUrl } = parts;
  say(`invite and accept: ${settings.writeRounds} alternating rounds of ${settings.invitations} each`);
  const database = new pg.Client({ connectionString: servers.administratorUrl });
  await database.connect();
  const owners = members.filter(({ role }) => role === 'owner');
  const ours = (target) => async (amount) => {
    const invitees = await seedInvitees(servers.administratorUrl, key, amount);
    const invites = invitees.map((invitee, index) => inviteRequest(owners[index % owners.length], invitee));
    return [invites, () => acceptRequests(database, invitees, target, sealer)];
  };
  const theirs = (people, port, isCached) => async (amount) => {
    const inviters = people.filter(({ role }) => role === 'owner');
    const fresh = await seedBetterAuthInvitees(peerUrl, COOKIE_SECRET, amount, `i${randomBytes(6).toString('hex')}`);
    const invitees = isCached ? await withCachedSessions(fresh, port) : fresh;
    const invites = invitees.map((invitee, index) => CALLS.invite(inviters[index % inviters.length], invitee));
    const accepts = async () => {
      const ids = await invitationsOf(peerUrl, invitees);
      return invitees.map((invitee) => CALLS.accept(invitee, ids.get(invitee.email)));
    };
    return [invites, accepts];
  };
  const targets = [
    [service, ours(service)],
    [bare, ours(bare)],
    [plain, theirs(peers, plain.port, false)],
    [cached, theirs(cachedPeers, cached.port, true)],
  ];
  const invite = { name: 'invite', rounds: [] };
  const accept = { name: 'accept', rounds: [] };
  for (let round = -1; round < settings.writeRounds; round += 1) {
    const [invited, accepted] = [{}, {}];
    for (let turn = 0; turn < targets.length; turn += 1) {
      const [target, prepare] = targets[(turn + round + targets.length) % targets.length];
      const [invites, accepts] = await prepare(settings.invitations);
      load.define('invite', invites);
      invited[target.name] = (await load.call({ name: 'invite', port: target.port, amount: invites.length })).perSecond;
      load.define('accept', await accepts());
      accepted[target.name] = (
        await load.call({ name: 'accept', port: target.port, amount: invites.length })
      ).perSecond;
    }
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

function say(text) {
  console.log(text);
}

function saySpeeds(speeds) {
  const parts = Object.entries(speeds).map(([name, perSecond]) => `${name} ${Math.round(perSecond)}/s`);
  say(`  ${parts.sort().join(', ')}`);
}
