import { logger } from '../../platform/logging/logger.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../../platform/ids/ids.js';
import type { KindPlan } from './run-plan.js';
import { kindNamed } from './reassignment-source.js';
import { transferMoves, countMoves, latestRemoval, returnBatch, type ReturnedBatch } from './removal-moves.js';

/** The run of a reinstatement. */
export interface ReturnRun {
  /** The removal whose moves it undoes. */
  readonly removal: ReassignmentId;
  /** The member whose records are returned. */
  readonly membershipId: string;
}

/** The result of a batch of a reinstatement's run. */
export interface ReturnStep {
  readonly next: KindPlan;
  /** The number of moves that were read. */
  readonly handled: number;
  /** Whether the member was removed again. */
  readonly someoneLeft: boolean;
}

/**
 * The number of records of the kind that may be returned. Which of them were reassigned since is only known when they
 * are read.
 */
export function countReturning(tx: TenantTransaction, { removal }: ReturnRun, kind: string): Promise<number> {
  return countMoves(tx, removal, kindNamed(kind));
}

/**
 * Returns the next records to the member, whose membership the caller has locked. If the member was removed again
 * meanwhile, the moves that are left are assigned to that later removal.
 */
export async function returnNextBatch(
  tx: TenantTransaction,
  run: ReturnRun,
  current: KindPlan,
  size: number,
  status: 'active' | 'removed' | undefined,
): Promise<ReturnStep> {
  const after = { lastCreatedAt: current.lastCreatedAt ?? '-infinity', lastId: current.lastId };
  const batch = { removal: run.removal, kind: kindNamed(current.kind), after, size };
  const isReinstated = status === 'active';
  const { moved, handled, last } = isReinstated
    ? await returnBatch(tx, batch, run.membershipId)
    : await transferToLaterRemoval(tx, run, batch);
  const done = current.done + moved;
  const finished = last === null;
  // Records that were reassigned or deleted since the removal are not returned.
  const total = finished ? done : current.total;
  return { next: { ...current, ...last, done, total, finished }, handled, someoneLeft: !isReinstated && handled > 0 };
}

async function transferToLaterRemoval(
  tx: TenantTransaction,
  { membershipId, removal }: ReturnRun,
  batch: Parameters<typeof transferMoves>[1],
): Promise<ReturnedBatch> {
  const laterRemoval = await latestRemoval(tx, membershipId);
  if (laterRemoval && laterRemoval !== removal) return transferMoves(tx, batch, laterRemoval);
  // Only a process of an older version, which records no moves, can have removed them: the other records stay where
  // they are.
  logger.warn(
    { reassignmentId: removal },
    'A member was removed again by an older version. Their records are not returned.',
  );
  return { moved: 0, handled: 0, last: null };
}
