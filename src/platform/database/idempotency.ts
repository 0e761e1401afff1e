import { defineProblem, Problem } from '../http/problem.js';
import type { IdempotencyClaim } from './tenancy.js';
import type { TenantTransaction } from './tenant-transaction.js';
import type { IdempotencyRecordEntity } from './idempotency-record.entity.js';

export const idempotencyKeyReused = defineProblem({
  code: 'idempotency-key-reused',
  status: 422,
  title: 'This Idempotency-Key was already used for a different request',
  detail: 'This request was already sent with different content. Reload the page and try again.',
  hint: 'The Idempotency-Key was used for a different request. Send the same body again, or use a new key.',
});

export const idempotencyInProgress = defineProblem({
  code: 'idempotency-in-progress',
  status: 409,
  title: 'The first request with this Idempotency-Key is still running',
  detail: 'The same request is still being processed. Wait a moment and try again.',
  hint: 'Send it again with the same Idempotency-Key to get the response to the first request.',
});

/** How long a stored answer is replayed. */
export const REPLAY_HOURS = 24;

type StoredAnswer = Readonly<Pick<IdempotencyRecordEntity, 'request_hash' | 'status' | 'body'>>;

/**
 * Claims the key for this transaction, or returns the stored answer of an earlier call with it.
 *
 * The claim is a lock of the transaction, not a row with a lease: it ends exactly when the first request ends, however that
 * happens. So a killed process blocks no other request, and a refusal leaves no record because nothing was written.
 */
export async function claimIdempotency(
  tx: TenantTransaction,
  claim: IdempotencyClaim,
): Promise<{ status: number; body: string } | null> {
  const [{ locked }, [stored]] = await Promise.all([
    tx.one<{ locked: boolean }>('select pg_try_advisory_xact_lock($1::bigint) as locked', [lockNumber(claim)]),
    tx.query<StoredAnswer>(
      `select request_hash, status, body from idempotency_record
       where organization_id = $1 and caller_id = $2 and key_hash = $3
         and created_at > clock_timestamp() - interval '${REPLAY_HOURS} hours'`,
      [tx.organizationId, claim.callerId, claim.keyHash],
    ),
  ]);
  if (!locked) throw new Problem(idempotencyInProgress);
  if (!stored) return null;
  if (!stored.request_hash.equals(claim.requestHash)) throw new Problem(idempotencyKeyReused);
  return stored;
}

/** Stores the answer in the same transaction as its effect. */
export function storeAnswer(tx: TenantTransaction, claim: IdempotencyClaim, answer: unknown): void {
  tx.executeDeferred(
    `insert into idempotency_record (organization_id, caller_id, key_hash, request_hash, status, body, created_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp())
     on conflict (organization_id, caller_id, key_hash) do update
       set request_hash = excluded.request_hash, status = excluded.status, body = excluded.body,
           created_at = excluded.created_at`,
    [tx.organizationId, claim.callerId, claim.keyHash, claim.requestHash, claim.status, JSON.stringify(answer ?? null)],
  );
  deleteExpiredAnswers(tx);
}

const DELETED_AT_ONCE = 100;

/** Each stored answer also deletes some of the organization's expired ones. */
function deleteExpiredAnswers(tx: TenantTransaction): void {
  tx.executeDeferred(
    `delete from idempotency_record where organization_id = $1 and (caller_id, key_hash) in (
       select caller_id, key_hash from idempotency_record
       where organization_id = $1 and created_at < statement_timestamp() - interval '${REPLAY_HOURS} hours'
       limit ${DELETED_AT_ONCE} for update skip locked)`,
    [tx.organizationId],
  );
}

/** 64 bits of the hash: a collision of two different keys would only cause an unnecessary 409. */
function lockNumber(claim: IdempotencyClaim): string {
  return claim.keyHash.readBigInt64BE(0).toString();
}
