import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { LEASE } from './message-queries.js';

/** The kind of `due_work` that schedules the job for an organization's unanswered questions. */
export const ASSISTANT_WORK = 'assistant';

/** Makes sure that the job runs for the organization after the lease of the question that was just stored has expired. */
export async function scheduleAbandonedCheck(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await tx.query(
    `insert into due_work (organization_id, kind, due_at) values ($1, $2, ${LEASE})
     on conflict (organization_id, kind) do update set due_at = least(due_work.due_at, excluded.due_at)`,
    [tx.organizationId, ASSISTANT_WORK],
  );
}

/**
 * Schedules the job's next run, at the end of the next lease. A concurrent transaction that stores a question waits
 * for this one, or this one waits for it: the row is locked first and the questions are read afterwards.
 */
export async function scheduleNextRun(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  const key = { organizationId: tx.organizationId, kind: ASSISTANT_WORK };
  const schedule = 'organization_id = :organizationId and kind = :kind';
  await tx.query(`select 1 from due_work where ${schedule} for update`, key);
  const { next } = await tx.one<{ next: string | null }>(
    `select min(lease_until) as next from conversation_message where organization_id = $1 and status = 'pending'`,
    [tx.organizationId],
  );
  if (next === null) await tx.query(`delete from due_work where ${schedule}`, key);
  else await tx.query(`update due_work set due_at = :next where ${schedule}`, { ...key, next });
}
