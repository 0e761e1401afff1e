import { logger } from '../platform/logging/logger.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../platform/ids/ids.js';
import type { KindPlan } from './reassignment-rows.js';
import { kindNamed } from './reassignment-source.js';
import { carryBatch, countMoves, latestRemoval, returnBatch, type ReturnedBatch } from './removal-moves.js';

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
export async function returnNext(
  tx: TenantTransaction,
  run: ReturnRun,
  current: KindPlan,
  size: number,
  status: 'active' | 'removed' | undefined,
): Promise<ReturnStep> {
  const after = { lastCreatedAt: current.lastCreatedAt ?? '-infinity', lastId: current.lastId };
  const batch = { removal: run.removal, kind: kindNamed(current.kind), after, size };
  const isBack = status === 'active';
  const { moved, handled, last } = isBack
    ? await returnBatch(tx, batch, run.membershipId)
    : await carry(tx, run, batch);
  const done = current.done + moved;
  const finished = last === null;
  // Records that were reassigned or deleted since the removal are not returned.
  const total = finished ? done : current.total;
  return { next: { ...current, ...last, done, total, finished }, handled, someoneLeft: !isBack && handled > 0 };
}

async function carry(
  tx: TenantTransaction,
  { membershipId, removal }: ReturnRun,
  batch: Parameters<typeof carryBatch>[1],
): Promise<ReturnedBatch> {
  const later = await latestRemoval(tx, membershipId);
  if (later && later !== removal) return carryBatch(tx, batch, later);
  // Only a process of an older version, which records no moves, can have removed them: the other records stay where
  // they are.
  logger.warn(
    { reassignmentId: removal },
    'A member was removed again by an older version. Their records are not returned.',
  );
  return { moved: 0, handled: 0, last: null };
}
