import { isStoredId, type OrganizationId, type UserId } from '../ids/ids.js';

export type Role = 'owner' | 'admin' | 'member' | 'viewer';
export type Plan = 'free' | 'starter' | 'pro' | 'enterprise';

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

/**
 * A caller who asks for access to an organization, and who checks the answer of the authorization query: `authorize` throws the
 * refusal.
 */
export interface TenantCaller {
  readonly organizationId: OrganizationId;
  /** The authorization query of the caller. */
  readonly authorizationQuery: AuthorizationQuery;
  readonly idempotency: IdempotencyClaim | null;
  authorize(row: AuthorizationRow): void;
}

/** One use of an `Idempotency-Key`: scoped to caller, method and path by its hash. */
export interface IdempotencyClaim {
  readonly callerId: string;
  readonly keyHash: Buffer;
  readonly requestHash: Buffer;
  /** The status of the first call's answer. */
  readonly status: number;
  /** Called when the answer is a copy. */
  replayed(status: number): void;
}

/**
 * Begins a transaction and sets its tenant. `SET LOCAL` as a statement, not `set_config()`: only the statement reaches the
 * shards of a distributed database. It takes no parameters, so the text is checked once more here.
 */
export function beginStatementsOf(organizationId: OrganizationId): readonly [string, string] {
  if (!isStoredId(organizationId)) throw new TypeError('Not a checked organization ID.');
  return ['BEGIN', `SET LOCAL app.organization_id = '${organizationId}'`];
}

/** One statement that returns a {@link AuthorizationRow}. */
export interface AuthorizationQuery {
  readonly text: string;
  readonly values: readonly unknown[];
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
