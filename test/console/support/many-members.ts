import type { World } from '../../support/world.js';

/** Adds so many active members at once, `Person 00001` and so on, as no number of invitations could. */
export async function addManyMembers(world: World, organizationId: string, count: number): Promise<void> {
  await world.database.admin.query(
    `with person as (
       select gen_random_uuid() as user_id, gen_random_uuid() as membership_id, 'Person ' || lpad(n::text, 5, '0') as name, n
       from generate_series(1, $2::int) n
     ), account as (
       insert into user_account (user_id, name) select user_id, name from person
     ), address as (
       insert into user_email (email, user_id, is_primary)
       select 'person' || lpad(n::text, 5, '0') || '@crowd.example', user_id, true from person
     ), member as (
       insert into membership (organization_id, id, user_id, role, status, last_active_at)
       select $1, membership_id, user_id, case when n % 10 = 0 then 'viewer' else 'member' end, 'active',
              now() - n * interval '1 minute' from person
     )
     insert into seat (organization_id, holder_id, kind) select $1, membership_id, 'member' from person`,
    [organizationId, count],
  );
}
