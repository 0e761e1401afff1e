import type { Actor } from '../../audit/audit-log.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../../platform/ids/ids.js';
import type { ProgressDto, ReassignmentDto } from '../dto/reassignment.dto.js';
import type { Share, Target } from './reassignment.policy.js';

/** The requested new owners: one membership, none, or several with their weights. */
export type RequestedTargets = string | null | { membershipId: string; weight: number }[];

/** The progress of a run with one kind of record. */
export interface KindPlan {
  readonly kind: string;
  readonly total: number;
  readonly done: number;
  /**
   * The last record that was read, in the order of creation. A run that was started by an older version has none and
   * starts from the beginning.
   */
  readonly lastCreatedAt?: string;
  readonly lastId: string;
  readonly finished: boolean;
  readonly shares: readonly Share[];
}

export interface RunPlan {
  /** Records that are created later are not part of the run; `infinity` if none can be created. */
  readonly createdUntil: string;
  readonly kinds: readonly KindPlan[];
  /** Whether a new owner was removed or became a viewer meanwhile. */
  readonly someoneLeft: boolean;
}

/**
 * Why records move: a request, a removal (its moves are recorded, so that it can be undone), or the undoing of a
 * removal.
 */
export type Purpose = 'request' | 'removal' | 'reinstatement';

export interface ReassignmentRow {
  readonly id: ReassignmentId;
  readonly purpose: Purpose;
  /** For a reinstatement: the removal whose moves it returns. */
  readonly returns_id: ReassignmentId | null;
  readonly from_membership_id: string | null;
  readonly previous_owner_id: string | null;
  readonly targets: RequestedTargets;
  readonly kinds: readonly string[];
  readonly status: ReassignmentDto['status'];
  readonly progress: ProgressDto;
  readonly plan: RunPlan | null;
  readonly step: number;
  readonly reason: string | null;
  readonly requested_by: Actor;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

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
    `update reassignment set status = 'running', started_at = coalesce(started_at, clock_timestamp()),
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
    `update reassignment set status = $3, reason = $4, started_at = coalesce(started_at, clock_timestamp()),
       finished_at = clock_timestamp(), step = step + 1
     where organization_id = $1 and id = $2`,
    [tx.organizationId, id, status, reason],
  );
}

export function progressOf(plan: RunPlan): ProgressDto {
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
