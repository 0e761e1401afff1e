import { Problem } from '../http/problem.js';
import type { OrganizationId } from '../ids/ids.js';
import type { GlobalDatabase } from './global-database.js';
import { idempotencyInProgress, REPLAY_HOURS } from './idempotency.js';
import type { IdempotencyClaim } from './tenancy.js';
import type { TenantTransaction } from './tenant-transaction.js';

/** The organization that the first call with this key created; null for a first call. Its answer is stored in that organization. */
export async function findIdempotencyScope(
  database: GlobalDatabase,
  claim: IdempotencyClaim,
): Promise<OrganizationId | null> {
  const rows = await database.query<{ organization_id: OrganizationId }>(
    `select organization_id from idempotency_scope
     where caller_id = $1 and key_hash = $2 and created_at > clock_timestamp() - interval '${REPLAY_HOURS} hours'`,
    [claim.callerId, claim.keyHash],
  );
  return rows[0]?.organization_id ?? null;
}

/**
 * Records the organization that this call creates. Two first calls at once under one key choose two IDs; the later one finds the ID
 * of the earlier one here.
 *
 * @throws 409 `idempotency-in-progress` for the later one
 */
export async function recordIdempotencyScope(tx: TenantTransaction, claim: IdempotencyClaim): Promise<void> {
  const inserted = await tx.query(
    `insert into idempotency_scope (caller_id, key_hash, organization_id) values ($1, $2, $3)
     on conflict (caller_id, key_hash) do update
       set organization_id = excluded.organization_id, created_at = clock_timestamp()
       where idempotency_scope.created_at <= clock_timestamp() - interval '${REPLAY_HOURS} hours'
     returning 1`,
    [claim.callerId, claim.keyHash, tx.organizationId],
  );
  if (inserted.length === 0) throw new Problem(idempotencyInProgress);
}
