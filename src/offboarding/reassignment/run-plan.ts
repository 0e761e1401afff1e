import type { Share } from './reassignment.policy.js';

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
