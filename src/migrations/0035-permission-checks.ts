import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** The roles of a user in some organizations, read at once: each is one look-up of the user's membership. */
export class PermissionChecks1790000000035 extends ForwardOnlyMigration {
  readonly name = 'PermissionChecks1790000000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES_OF);
  }
}

/** Only of a live account, and not in a deleted organization. */
const ROLES_OF = `
create function roles_of(of_user uuid, in_organizations uuid[])
returns table (organization_id uuid, role text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
    select m.organization_id, m.role
    from user_account u
    join membership m on m.user_id = u.user_id and m.status = 'active' and m.organization_id = any (in_organizations)
    join organization o on o.organization_id = m.organization_id and o.deleted_at is null
    where u.user_id = of_user and u.deleted_at is null;
end
$$;
revoke execute on function roles_of(uuid, uuid[]) from public;
`;
