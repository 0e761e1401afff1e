import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/** What the superadmins' list of organizations shows beside `list_organizations`: payment, seats and activity. */
export class OrganizationState1790000000043 extends ForwardOnlyMigration {
  readonly name = 'OrganizationState1790000000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORGANIZATION_STATE);
  }
}

/**
 * Seats are counted by what takes them, since the owner of this function does not read the table of seats. A function of its own, so
 * that processes of the version before go on with the columns that they know.
 */
const ORGANIZATION_STATE = `
create function organization_state(of_organization uuid)
returns table (status text, seats integer, last_active_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  select s.status,
         (select count(*)::integer from membership m
          where m.organization_id = of_organization and m.status = 'active')
         + (select count(*)::integer from invitation i
            where i.organization_id = of_organization and i.status = 'pending' and i.expires_at > statement_timestamp()),
         (select max(m.last_active_at) from membership m
          where m.organization_id = of_organization and m.status = 'active')
  from subscription s where s.organization_id = of_organization;
end
$$;
revoke execute on function organization_state(uuid) from public;
`;
