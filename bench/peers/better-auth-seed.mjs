// The same people as in bench/seed.mjs, in better-auth's own tables: organizations of ten members, each with a session.
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import pg from 'pg';

const PEOPLE = `
  insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
  select id, 'Member ' || id, id || '@example.com', true, now(), now() from unnest($1::text[]) id`;
const SESSIONS = `
  insert into session (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
  select 's-' || id, 't-' || id || repeat('x', 20), id, now() + interval '6 days 23 hours', now(), now() from unnest($1::text[]) id`;

/** Fills the database and returns the members, each with a cookie. */
export async function seedBetterAuth(url, secret, { organizations, members }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const people = [];
  for (let o = 1; o <= organizations; o += 1) {
    for (let m = 1; m <= members; m += 1) people.push({ id: `u-${o}-${m}`, organizationId: `o-${o}`, role: roleOf(m) });
  }
  const ids = people.map(({ id }) => id);
  await client.query(
    `insert into organization (id, name, slug, "createdAt")
     select 'o-' || o, 'Acme Sales ' || o, 'acme-' || o, now() from generate_series(1, $1::int) o`,
    [organizations],
  );
  await client.query(PEOPLE, [ids]);
  await client.query(SESSIONS, [ids]);
  await client.query(
    `insert into member (id, "organizationId", "userId", role, "createdAt")
     select 'm-' || u, o, u, r, now() from unnest($1::text[], $2::text[], $3::text[]) t (u, o, r)`,
    [ids, people.map(({ organizationId }) => organizationId), people.map(({ role }) => role)],
  );
  // As its documentation recommends.
  await addIndexes(client);
  await client.query('vacuum analyze');
  await client.end();
  return people.map((person) => ({ ...person, cookie: cookieOf(person.id, secret) }));
}

/** People with sessions and without an organization. */
export async function seedBetterAuthInvitees(url, secret, count, word) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ids = Array.from({ length: count }, (_, index) => `${word}-${index}`);
  await client.query(PEOPLE, [ids]);
  await client.query(SESSIONS, [ids]);
  await client.query('vacuum analyze "user", session');
  await client.end();
  return ids.map((id) => ({ id, email: `${id}@example.com`, cookie: cookieOf(id, secret) }));
}

/** The pending invitations to these people, by address. */
export async function invitationsOf(url, invitees) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select id, email from invitation where email = any ($1) and status = 'pending'`,
    [invitees.map(({ email }) => email)],
  );
  await client.end();
  return new Map(rows.map(({ email, id }) => [email, id]));
}

export async function countMembers(url, organizationId) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from member where "organizationId" = $1', [
    organizationId,
  ]);
  await client.end();
  return rows[0].n;
}

function roleOf(number) {
  if (number === 1) return 'owner';
  return number <= 3 ? 'admin' : 'member';
}

async function addIndexes(client) {
  for (const [table, column] of [
    ['member', 'organizationId'],
    ['member', 'userId'],
    ['invitation', 'organizationId'],
    ['invitation', 'email'],
    ['session', 'userId'],
  ])
    await client.query(`create index if not exists "peer_${table}_${column}" on ${table} ("${column}")`);
}

/** A session cookie as better-auth signs it. */
function cookieOf(id, secret) {
  const token = `t-${id}${'x'.repeat(20)}`;
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** Requests each person's cached session once, as a browser would have it. */
export async function withCachedSessions(people, port) {
  const filled = [];
  const lanes = 16;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let index = lane; index < people.length; index += lanes) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/auth/get-session`, {
          headers: { cookie: people[index].cookie },
        });
        const cached = answer.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';', 1)[0])
          .filter((cookie) => cookie.startsWith('better-auth.session_data'));
        await answer.text();
        if (cached.length === 0) throw new Error('better-auth returned no cached session');
        filled[index] = { ...people[index], cookie: [people[index].cookie, ...cached].join('; ') };
      }
    }),
  );
  return filled;
}

/** The compared calls; its check of the sender needs `Origin`. */
export const CALLS = {
  members: ({ organizationId, cookie }) => ({
    path: `/api/auth/organization/list-members?organizationId=${organizationId}&limit=10`,
    headers: { Cookie: cookie },
  }),
  permissions: ({ organizationId, cookie }) =>
    post(cookie, 'has-permission', { organizationId, permissions: { member: ['create'] } }),
  invite: ({ organizationId, cookie }, { email }) =>
    post(cookie, 'invite-member', { organizationId, email, role: 'member' }),
  accept: ({ cookie }, invitationId) => post(cookie, 'accept-invitation', { invitationId }),
};

function post(cookie, action, body) {
  const text = JSON.stringify(body);
  return {
    method: 'POST',
    path: `/api/auth/organization/${action}`,
    headers: {
      Cookie: cookie,
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(text)),
      Origin: 'http://localhost',
    },
    body: text,
  };
}
