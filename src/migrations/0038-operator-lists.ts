import type { QueryRunner } from 'typeorm';
import { buildIndex } from './build-index.js';
import { ForwardOnlyMigration } from './forward-only.js';

/** The superadmins' lists of organizations and users along an index. The indexes are built while the service writes. */
export class OperatorLists1790000000038 extends ForwardOnlyMigration {
  readonly name = 'OperatorLists1790000000038';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(
      runner,
      'organization_by_creation',
      'on organization ((deleted_at is not null), created_at, organization_id)',
    );
    await buildIndex(
      runner,
      'user_account_by_creation',
      'on user_account (created_at, user_id) where deleted_at is null',
    );
    await runner.query(LIST_ORGANIZATIONS);
  }
}

/**
 * A page of the organizations, newest first, from before an organization on. As `find_organizations`, which answers all of them, so
 * that a page read and sorted all of them.
 */
const LIST_ORGANIZATIONS = `
create or replace function list_organizations(
  pattern text, only_deleted boolean, before_time timestamptz, before_id uuid, most integer)
returns table (
  organization_id uuid, name text, slug text, plan text, owner_membership_id uuid, owner_name text, owner_email text,
  members bigint, created_at timestamptz, deleted_at timestamptz, purge_at timestamptz
)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set enable_hashjoin = off
set enable_mergejoin = off
set enable_sort = off
set enable_incremental_sort = off
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
    and (o.created_at, o.organization_id)
      < (coalesce(before_time, 'infinity'), coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    and (pattern is null
         or search_key(o.name) like (select search_key(pattern))
         or o.slug like (select search_key(pattern))
         or search_key(e.email) like (select search_key(pattern))
         or o.organization_id::text like (select search_key(pattern)))
  order by o.created_at desc, o.organization_id desc
  limit most
$$;
revoke execute on function list_organizations(text, boolean, timestamptz, uuid, integer) from public;
`;
