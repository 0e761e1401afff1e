import { createHash } from 'node:crypto';
import type { OrganizationId } from '../ids/ids.js';
import type { Statement } from './statement-batch.js';
import { beginStatementsOf } from './tenancy.js';

/**
 * How a transaction holds its organization's access lock. `shared`: permissions stay as the authorization query read them
 * until the commit. `exclusive`: the transaction changes permissions, and runs while no other transaction of the organization
 * does.
 */
export type AccessLockMode = 'shared' | 'exclusive';

const STATEMENTS: Readonly<Record<AccessLockMode, string>> = {
  shared: 'select pg_advisory_xact_lock_shared($1::int, $2::int)',
  exclusive: 'select pg_advisory_xact_lock($1::int, $2::int)',
};

/** How a transaction begins. */
export interface TransactionStart {
  readonly access: AccessLockMode;
  readonly statements: readonly Statement[];
}

/**
 * Begins a transaction, sets its tenant and takes the access lock. The lock is a separate statement: the next statement then
 * has a snapshot from a moment at which the lock is held.
 */
export function transactionStartOf(organizationId: OrganizationId, access: AccessLockMode): TransactionStart {
  const begin = beginStatementsOf(organizationId).map((text) => ({ text, values: [] }));
  return { access, statements: [...begin, accessLockStatement(organizationId, access)] };
}

/**
 * The statement that takes the lock until the end of the transaction. It is an advisory lock, since taking `FOR SHARE` on a
 * row would write that row in every transaction. Its two numbers are a separate key space in Postgres, apart from the one of a
 * single `bigint`, which idempotency keys and email limits use. Two organizations with the same hash in 64 bits would only
 * wait for each other.
 */
function accessLockStatement(organizationId: OrganizationId, mode: AccessLockMode): Statement {
  const hash = createHash('sha256').update(organizationId).digest();
  return { text: STATEMENTS[mode], values: [hash.readInt32BE(0), hash.readInt32BE(4)] };
}
