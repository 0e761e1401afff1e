import { isStoredId, type OrganizationId } from '../ids/ids.js';

/**
 * A caller who asks for access to an organization, and who checks the answer of the authorization query: `authorize` throws the
 * refusal.
 */
export interface TenantCaller {
  readonly organizationId: OrganizationId;
  /** The authorization query of the caller. */
  readonly authorizationQuery: AuthorizationQuery;
  readonly idempotency: IdempotencyClaim | null;
  authorize(row: object): void;
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

/** One statement that answers everything about a caller, in one row. */
export interface AuthorizationQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}
