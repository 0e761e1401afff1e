import pg from 'pg';
import { SignJWT } from 'jose';

export const ORGANIZATIONS = 1_000;
export const MEMBERS = 10;

/** 1,000 organizations on Enterprise with ten members each: an owner, two admins, five members, two viewers. */
const SEED = `
begin;
create temp table seed_organization on commit drop as
  select o, uuidv7() as organization_id from generate_series(1, ${ORGANIZATIONS}) o;
create temp table seed_member on commit drop as
  select o, m, organization_id, uuidv7() as id, uuidv7() as user_id,
         case when m = 1 then 'owner' when m <= 3 then 'admin' when m <= 8 then 'member' else 'viewer' end as role
  from seed_organization cross join generate_series(1, ${MEMBERS}) m;
insert into user_account (user_id, name)
  select user_id, (array['Ada', 'Bela', 'Chloé', 'Dmitri', 'Esi', 'Farid', 'Grace', 'Hana', 'Ines', 'Jun'])[1 + (o * 7 + m * 3) % 10]
                  || ' Example ' || o || '-' || m from seed_member;
insert into user_email (email, user_id, is_primary)
  select 'member-' || o || '-' || m || '@example.com', user_id, true from seed_member;
insert into organization_slug (slug, organization_id) select 'acme-' || o, organization_id from seed_organization;
insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
  select organization_id, 'Acme Sales ' || o, 'acme-' || o, 'EUR', 'Europe/Berlin', 1, id
  from seed_member join seed_organization using (o, organization_id) where m = 1;
insert into membership (organization_id, id, user_id, role, status, last_active_at)
  select organization_id, id, user_id, role, 'active', now() - m * interval '1 hour' from seed_member;
insert into subscription (organization_id, plan, status) select organization_id, 'enterprise', 'active' from seed_organization;
insert into seat (organization_id, holder_id, kind) select organization_id, id, 'member' from seed_member;
commit;
vacuum analyze;
`;

/** Fills the database, past row-level security, and answers who may call what: the members with their tokens. */
export async function seed(administratorUrl, key) {
  const client = new pg.Client({ connectionString: administratorUrl });
  await client.connect();
  const [body, vacuum] = SEED.split('vacuum');
  await client.query(body);
  await client.query(`vacuum${vacuum}`);
  const { rows } = await client.query(
    `select organization_id, user_id, role from membership where status = 'active'
     order by md5(id::text)`,
  );
  await client.end();
  return Promise.all(
    rows.map(async ({ organization_id: organizationId, user_id: userId, role }) => ({
      organizationId,
      role,
      token: await tokenFor(userId, key),
    })),
  );
}

/** People with accounts who belong nowhere yet, to be invited. */
export async function seedInvitees(administratorUrl, key, count) {
  const client = new pg.Client({ connectionString: administratorUrl });
  await client.connect();
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
  await client.end();
  return Promise.all(rows.map(async ({ user_id: id, email }) => ({ email, token: await tokenFor(id, key) })));
}

/** As the service's own local identity signs them. */
export function tokenFor(userId, key) {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
}
