import type { AuthorizationQuery } from '../platform/database/tenancy.js';
import type { OrganizationId, UserId } from '../platform/ids/ids.js';
import type { Role } from './permissions.policy.js';
import type { Plan } from './plan.js';

/**
 * The answer of the authorization query about a caller; nulls for a caller who is not in this organization.
 */
export interface AuthorizationRow {
  readonly account_live: boolean;
  readonly membership_id: string | null;
  readonly role: Role | null;
  readonly member_name: string | null;
  readonly deleted_at: string | null;
  readonly organization_name: string | null;
  readonly currency: string | null;
  readonly timezone: string | null;
  readonly fiscal_year_start_month: number | null;
  readonly plan: Plan | null;
}

/**
 * Always one row. Each table is read of the organization that is asked for, not of one that another table names: so Citus sends the
 * statement to the one node that has it, and Postgres looks up each row by its key.
 */
const ORGANIZATION_COLUMNS = `
    o.deleted_at, o.name as organization_name, o.currency::text as currency, o.timezone, o.fiscal_year_start_month, s.plan`;
const USER_QUERY = `
  select u.user_id is not null as account_live, m.id as membership_id, m.role, u.name as member_name, ${ORGANIZATION_COLUMNS}
  from (select 1) one
  left join user_account u on u.user_id = $2 and u.deleted_at is null
  left join membership m on m.organization_id = $1 and m.user_id = $2 and m.status = 'active'
  left join organization o on o.organization_id = $1 and m.id is not null
  left join subscription s on s.organization_id = $1 and m.id is not null`;
const API_KEY_QUERY = `
  select k.id is not null and o.deleted_at is null as account_live, k.id as membership_id, k.role, k.name as member_name,
    ${ORGANIZATION_COLUMNS}
  from (select 1) one
  left join api_key k on k.organization_id = $1 and k.key_hash = $2
    and k.revoked_at is null and (k.expires_at is null or k.expires_at > statement_timestamp())
  left join organization o on o.organization_id = $1 and k.id is not null
  left join subscription s on s.organization_id = $1 and k.id is not null`;

/** The authorization query of a user. */
export function userAuthorizationQuery(organizationId: OrganizationId, userId: UserId): AuthorizationQuery {
  return { text: USER_QUERY, values: [organizationId, userId] };
}

/** The authorization query of an API key, by its hash. */
export function apiKeyAuthorizationQuery(organizationId: OrganizationId, keyHash: Buffer): AuthorizationQuery {
  return { text: API_KEY_QUERY, values: [organizationId, keyHash] };
}
