import pg from 'pg';
import { SignJWT } from 'jose';
import { startSeeding } from '../scripts/seed/dataset.mjs';

export const ORGANIZATIONS = 1_000;
export const MEMBERS = 10;

/** 1,000 organizations with ten members each; returns the members with their tokens, by the calls that they may make. */
export async function seed(administratorUrl, key) {
  return withClient(administratorUrl, async (client) => {
    const sample = await startSeeding(client);
    await sample.organizations({ count: ORGANIZATIONS, members: MEMBERS });
    await sample.settle();
    return membersOf(client, key);
  });
}

/** Works on a connection that bypasses row-level security. */
export async function withClient(administratorUrl, work) {
  const client = new pg.Client({ connectionString: administratorUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The active members of all organizations, or of one, each with a token, in random order. */
export async function membersOf(client, key, organizationId = null) {
  const { rows } = await client.query(
    `select organization_id, id, user_id, role from membership
     where status = 'active' and ($1::uuid is null or organization_id = $1) order by md5(id::text)`,
    [organizationId],
  );
  return Promise.all(
    rows.map(async ({ organization_id: organization, id, user_id: userId, role }) => ({
      organizationId: organization,
      id,
      role,
      token: await tokenFor(userId, key),
    })),
  );
}

/** People with accounts and without an organization, to be invited. */
export async function seedInvitees(administratorUrl, key, count) {
  return withClient(administratorUrl, async (client) => {
    const { rows } = await client.query(
      `with account as (
         insert into user_account (user_id, name) select uuidv7(), 'Invitee ' || i from generate_series(1, $1::int) i
         returning user_id
       )
       insert into user_email (email, user_id, is_primary)
       select 'invitee-' || user_id || '@example.com', user_id, true from account returning user_id, email`,
      [count],
    );
    await client.query('vacuum analyze user_account, user_email');
    return Promise.all(rows.map(async ({ user_id: id, email }) => ({ email, token: await tokenFor(id, key) })));
  });
}

/** Signed like the tokens of the service's local identity. */
export function tokenFor(userId, key) {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(key);
}
