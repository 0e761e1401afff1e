import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** The deletion and restoration of an organization, and the platform superadmin's view across organizations. */
export class DeletionAndOperator1790000000005 extends ForwardOnlyMigration {
  readonly name = 'DeletionAndOperator1790000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS);
  }
}

const FUNCTIONS = `
-- What its owner can bring back: until thirty days after the deletion.
create function deleted_organizations_of(of_user uuid)
returns table (
  organization_id uuid, name text, logo_id uuid, created_at timestamptz, deleted_at timestamptz, purge_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select o.organization_id, o.name, o.logo_id, o.created_at, o.deleted_at, o.deleted_at + interval '30 days'
  from membership m
  join organization o on o.organization_id = m.organization_id
  where m.user_id = of_user and m.status = 'active' and m.role = 'owner'
    and o.deleted_at > clock_timestamp() - interval '30 days'
$$;

-- For the platform's superadmins alone: what the application calls it for is checked there, and every change is audited.
create function find_organizations(pattern text, only_deleted boolean)
returns table (
  organization_id uuid, name text, slug text, plan text, owner_membership_id uuid, owner_name text, owner_email text,
  members bigint, created_at timestamptz, deleted_at timestamptz, purge_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select o.organization_id, o.name, o.slug, s.plan, m.id, u.name, e.email,
         (select count(*) from membership a where a.organization_id = o.organization_id and a.status = 'active'),
         o.created_at, o.deleted_at, o.deleted_at + interval '30 days'
  from organization o
  join subscription s on s.organization_id = o.organization_id
  left join membership m on m.organization_id = o.organization_id and m.id = o.owner_membership_id
  left join user_account u on u.user_id = m.user_id
  left join user_email e on e.user_id = m.user_id and e.is_primary
  where (o.deleted_at is not null) = only_deleted
    and (pattern is null or o.name ilike pattern or o.slug ilike pattern or e.email ilike pattern
         or o.organization_id::text ilike pattern)
$$;

revoke execute on function deleted_organizations_of(uuid) from public;
revoke execute on function find_organizations(text, boolean) from public;
`;
