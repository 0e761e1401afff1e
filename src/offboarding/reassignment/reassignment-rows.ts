import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../../platform/ids/ids.js';
import type { ProgressDto, ReassignmentDto } from '../dto/reassignment.dto.js';
import type { NewOwner, Target } from './reassignment.policy.js';
import type { ReassignmentEntity } from './reassignment.entity.js';
import type { KindPlan, RequestedTargets, RunPlan } from './run-plan.js';

export type ReassignmentRow = Readonly<Omit<ReassignmentEntity, 'organization_id'>>;

export const SELECT_REASSIGNMENT = `
  select id, purpose, returns_id, from_membership_id, previous_owner_id, targets, kinds, status, progress, plan, step, reason,
         requested_by, created_at, started_at, finished_at
  from reassignment where organization_id = :organizationId`;

/** The row of the run, which is locked for a batch: a cancellation waits at most that long. */
export async function lockReassignment(tx: TenantTransaction, id: ReassignmentId): Promise<ReassignmentRow | null> {
  tx.locks.assertOrder('run');
  const [row] = await tx.query<ReassignmentRow>(`${SELECT_REASSIGNMENT} and id = :id for update`, {
    organizationId: tx.organizationId,
    id,
  });
  return row ?? null;
}

export async function storeProgress(tx: TenantTransaction, id: ReassignmentId, plan: RunPlan): Promise<void> {
  await tx.query(
    `update reassignment set status = 'running', started_at = least(started_at, statement_timestamp()),
       plan = $3, progress = $4, step = step + 1
     where organization_id = $1 and id = $2`,
    [tx.organizationId, id, JSON.stringify(plan), JSON.stringify(progressOf(plan))],
  );
}

export async function endReassignment(
  tx: TenantTransaction,
  id: ReassignmentId,
  status: 'completed' | 'failed' | 'cancelled',
  reason: string | null,
): Promise<void> {
  await tx.query(
    `update reassignment set status = $3, reason = $4, started_at = least(started_at, statement_timestamp()),
       finished_at = statement_timestamp(), step = step + 1
     where organization_id = $1 and id = $2`,
    [tx.organizationId, id, status, reason],
  );
}

export function progressOf(plan: Pick<RunPlan, 'kinds'>): ProgressDto {
  const byKind = Object.fromEntries(plan.kinds.map(({ kind, total, done }) => [kind, { total, done }]));
  const sum = (valueOf: (kind: KindPlan) => number): number => plan.kinds.reduce((all, kind) => all + valueOf(kind), 0);
  return { total: sum(({ total }) => total), done: sum(({ done }) => done), byKind };
}

export function toReassignment(row: ReassignmentRow): ReassignmentDto {
  return {
    id: row.id,
    from: row.from_membership_id ?? 'unassigned',
    previousOwnerId: row.previous_owner_id,
    to: row.targets,
    kinds: [...row.kinds],
    status: row.status,
    progress: row.progress,
    reason: row.reason,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

/** The same as a list of targets with weights. */
export function targetsOf(requested: RequestedTargets): Target[] {
  return Array.isArray(requested) ? requested : [{ membershipId: requested, weight: 1 }];
}

/** The other way round, as a reassignment requests them: none, one membership, or several with their weights. */
export function requestedTargets(newOwners: readonly NewOwner[]): RequestedTargets {
  const [first] = newOwners;
  if (newOwners.length < 2) return first?.membershipId ?? null;
  return newOwners.map(({ membershipId, weight }) => ({ membershipId, weight }));
}
