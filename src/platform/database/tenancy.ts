import type { DatabaseKind } from './database-kind.js';
import type { Statement } from './statement-batch.js';
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
  requireChecked(organizationId);
  return ['BEGIN', `SET LOCAL app.organization_id = '${organizationId}'`];
}

function requireChecked(organizationId: OrganizationId): void {
  if (!isStoredId(organizationId)) throw new TypeError('Not a checked organization ID.');
}

/**
 * The statements of a read, up to the authorization query: they are sent with it and with what is read in one pipeline.
 *
 * On one Postgres, a pipeline without BEGIN is one transaction, which ends with its `Sync`, and so does the setting of the
 * tenant (https://www.postgresql.org/docs/current/protocol-flow.html, "Pipelining"). On a distributed database only `SET LOCAL`
 * within BEGIN and COMMIT reaches the shards.
 */
export function readStartOf(organizationId: OrganizationId, { isDistributed }: DatabaseKind): readonly Statement[] {
  if (isDistributed) return beginStatementsOf(organizationId).map((text) => ({ text, values: [] }));
  requireChecked(organizationId);
  return [{ text: `select set_config('app.organization_id', $1, true)`, values: [organizationId] }];
}

/** One statement that answers everything about a caller, in one row. */
export interface AuthorizationQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}
