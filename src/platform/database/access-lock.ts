import { createHash } from 'node:crypto';
import type { OrganizationId } from '../ids/ids.js';
import type { Statement } from './statement-batch.js';
import { beginFor } from './tenancy.js';

/**
 * How a transaction holds its organization's access lock. `shared`: who may do what stays as the authorization query found it
 * until the commit. `exclusive`: the transaction changes who may do what, and runs while no other transaction of the
 * organization does.
 */
export type AccessLockMode = 'shared' | 'exclusive';

const STATEMENTS: Readonly<Record<AccessLockMode, string>> = {
  shared: 'select pg_advisory_xact_lock_shared($1::int, $2::int)',
  exclusive: 'select pg_advisory_xact_lock($1::int, $2::int)',
};

/** How a transaction begins. */
export interface Opening {
  readonly access: AccessLockMode;
  readonly statements: readonly Statement[];
}

/**
 * Begins a transaction, names its tenant and takes the access lock. The lock is a statement of its own: what the next one reads,
 * it reads as of a moment at which the lock is held.
 */
export function openingOf(organizationId: OrganizationId, access: AccessLockMode): Opening {
  const begin = beginFor(organizationId).map((text) => ({ text, values: [] }));
  return { access, statements: [...begin, accessLockStatement(organizationId, access)] };
}

/**
 * The statement that takes the lock until the end of the transaction. An advisory lock, since a row that every write locks
 * `FOR SHARE` is written by each of them. Its two numbers are a key space of their own in Postgres, apart from that of one
 * `bigint`, where idempotency keys and mail limits are. Two organizations whose hashes are the same in 64 bits would only wait
 * for each other.
 */
function accessLockStatement(organizationId: OrganizationId, mode: AccessLockMode): Statement {
  const hash = createHash('sha256').update(organizationId).digest();
  return { text: STATEMENTS[mode], values: [hash.readInt32BE(0), hash.readInt32BE(4)] };
}
