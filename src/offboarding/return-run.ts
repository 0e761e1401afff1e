import { logger } from '../platform/logging/logger.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../platform/ids/ids.js';
import type { KindPlan } from './reassignment-rows.js';
import { kindNamed } from './reassignment-source.js';
import { carryBatch, countMoves, latestRemoval, returnBatch, type ReturnedBatch } from './removal-moves.js';

/** The run of a reinstatement. */
export interface ReturnRun {
  /** The removal's run whose moves it takes back. */
  readonly removal: ReassignmentId;
  /** Whose records return. */
  readonly membershipId: string;
}

/** How a batch of a reinstatement's run ended. */
export interface ReturnStep {
  readonly next: KindPlan;
  /** How many moves were looked at. */
  readonly handled: number;
  /** The member was removed again. */
  readonly someoneLeft: boolean;
}

/** How many records of the kind may return: those that were given away since are found on the way. */
export function countReturning(tx: TenantTransaction, { removal }: ReturnRun, kind: string): Promise<number> {
  return countMoves(tx, removal, kindNamed(kind));
}

/**
 * Returns the next records to the member, whose membership the caller holds. Were they removed again meanwhile, the moves that
 * are left pass on to that later removal instead.
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
  // What was given away or deleted since the removal does not return.
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
  // Only a process of a version that writes down no moves can have removed them: the rest stays where it is.
  logger.warn(
    { reassignmentId: removal },
    'A member was removed again by an older version; their records do not return.',
  );
  return { moved: 0, handled: 0, last: null };
}
