import type { AuthorizationQuery } from '../platform/database/tenancy.js';
import type { OrganizationId, UserId } from '../platform/ids/ids.js';
import type { Role } from './permissions.policy.js';
import type { Plan } from './plan.js';

/**
 * The answer of the authorization query (`enter_organization`) about a caller; nulls for a caller who is not in this
 * organization.
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

/** Columns are listed by name: a statement that was prepared before a migration must not get other columns than it expects. */
const COLUMNS = `account_live, membership_id, role, member_name, deleted_at, organization_name, currency, timezone,
          fiscal_year_start_month, plan`;
const USER_QUERY = `select ${COLUMNS} from enter_organization($1, $2)`;
const API_KEY_QUERY = `select ${COLUMNS} from enter_with_key($1, $2)`;

/** The authorization query of a user. */
export function userAuthorizationQuery(organizationId: OrganizationId, userId: UserId): AuthorizationQuery {
  return { text: USER_QUERY, values: [organizationId, userId] };
}

/** The authorization query of an API key, by its hash. */
export function apiKeyAuthorizationQuery(organizationId: OrganizationId, keyHash: Buffer): AuthorizationQuery {
  return { text: API_KEY_QUERY, values: [organizationId, keyHash] };
}
