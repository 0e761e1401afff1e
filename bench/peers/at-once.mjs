// Three seats, twenty people: all of them are invited at once, then all invited people accept at once.
import pg from 'pg';
import { inviteRequest, acceptRequests } from '../calls.mjs';
import { seedInvitees } from '../seed.mjs';
import { CALLS, countMembers, invitationsOf, seedBetterAuth, seedBetterAuthInvitees } from './better-auth-seed.mjs';
import { makeDatabase } from './servers.mjs';

const PEOPLE = 20;
const SEATS = 3;

/** The number of members afterwards, including the owner, for each round. */
export async function acceptAtOnce({ rounds, servers, service, key, sealer, peer }) {
  console.log(`Twenty at once on ${SEATS} seats: ${rounds} rounds each`);
  const results = { service: [], 'better-auth': [], 'better-auth, all invited beforehand': [] };
  for (let round = 0; round < rounds; round += 1) {
    results.service.push(await ours({ servers, service, key, sealer }, round));
    const url = await makeDatabase(servers.administratorUrl, `better_auth_${round}`);
    const server = await peer.start({ ...peer, url, name: 'better-auth', cookieCache: 'off', membershipLimit: SEATS });
    const [first, second] = await seedBetterAuth(url, peer.secret, { organizations: 2, members: 1 });
    const there = { ...peer, url, port: server.port };
    results['better-auth'].push(await theirs(there, first, 'at once'));
    results['better-auth, all invited beforehand'].push(await theirs(there, second, 'one by one'));
    await server.stop();
  }
  return { people: PEOPLE, seats: SEATS, results };
}

async function ours({ servers, service, key, sealer }, round) {
  const base = `http://127.0.0.1:${service.port}`;
  const database = new pg.Client({ connectionString: servers.administratorUrl });
  await database.connect();
  const [owner, ...invitees] = await seedInvitees(servers.administratorUrl, key, PEOPLE + 1);
  const headers = { Authorization: `Bearer ${owner.token}`, 'Content-Type': 'application/json' };
  const created = await call(base, {
    method: 'POST',
    path: '/api/v1/organizations',
    headers,
    body: `{"name":"Three ${round}"}`,
  });
  const { id: organizationId } = JSON.parse(created.text);
  const path = `/api/v1/organizations/${organizationId}/billing/plan`;
  await call(base, { method: 'PUT', path, headers, body: '{"plan":"starter"}' });
  const inviter = { organizationId, token: owner.token };
  const invited = await Promise.all(invitees.map((invitee) => call(base, inviteRequest(inviter, invitee))));
  const taken = invitees.filter((_, index) => invited[index].status === 201);
  await Promise.all(
    (await acceptRequests(database, taken, { name: 'service' }, sealer)).map((request) => call(base, request)),
  );
  const { rows } = await database.query(
    `select count(*)::int as n from membership where organization_id = $1 and status = 'active'`,
    [organizationId],
  );
  await database.end();
  return rows[0].n;
}

async function theirs({ url, port, secret }, owner, inviting) {
  const base = `http://127.0.0.1:${port}`;
  const invitees = await seedBetterAuthInvitees(url, secret, PEOPLE, `race-${owner.organizationId}`);
  const invite = (invitee) => call(base, CALLS.invite(owner, invitee));
  if (inviting === 'at once') await Promise.all(invitees.map(invite));
  else for (const invitee of invitees) await invite(invitee);
  const ids = await invitationsOf(url, invitees);
  const invited = invitees.filter(({ email }) => ids.has(email));
  await Promise.all(invited.map((invitee) => call(base, CALLS.accept(invitee, ids.get(invitee.email)))));
  return countMembers(url, owner.organizationId);
}

async function call(base, { method, path, headers, body }) {
  const answer = await fetch(base + path, { method, headers: without(headers, 'Content-Length'), body });
  return { status: answer.status, text: await answer.text() };
}

function without(headers, name) {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}
