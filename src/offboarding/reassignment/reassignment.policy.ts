import type { MembershipId } from '../../platform/ids/ids.js';

/** A new owner of a part of the records; null: that part becomes unassigned. */
export interface Target {
  readonly membershipId: string | null;
  /** A whole number from 1. Only its proportion to the others matters. */
  readonly weight: number;
}

/** A member who gets a share of a removed member's records. */
export interface NewOwner extends Target {
  readonly membershipId: MembershipId;
  /** Their name at that time, for the audit log. */
  readonly name: string;
}

/** The number of records of one kind for a target. */
export interface Share {
  readonly membershipId: string | null;
  readonly count: number;
}

/**
 * Splits `total` records by weight, exact to the record. Every target gets the whole part of its quota; the rest is
 * assigned by the largest remainders (Hamilton's method). Ties go to the target that was listed first.
 */
export function sharesOf(total: number, targets: readonly Target[]): Share[] {
  // Whole numbers throughout, because a quota as a fraction would be rounded differently from its remainder.
  const weights = targets.map(({ weight }) => BigInt(weight));
  const sum = weights.reduce((left, right) => left + right, 0n);
  const quotas = weights.map((weight) => BigInt(total) * weight);
  const counts = quotas.map((quota) => Number(quota / sum));
  const left = total - counts.reduce((a, b) => a + b, 0);
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  const extra = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return targets.map(({ membershipId }, index) => ({
    membershipId,
    count: (counts[index] ?? 0) + (extra.has(index) ? 1 : 0),
  }));
}

const TARGET_MS = 100;
const MIN_BATCH = 100;
const MAX_BATCH = 20_000;

/** The size of the first batch. */
export const FIRST_BATCH = 1_000;

/**
 * The size of the next batch from the duration of the last one. The goal is a tenth of a second, so that others who
 * change one of the records do not wait longer. It at most doubles, because one quick batch may be an exception.
 */
export function nextBatchSize(size: number, milliseconds: number): number {
  const fitting = Math.round((size * TARGET_MS) / Math.max(1, milliseconds));
  return Math.min(MAX_BATCH, Math.max(MIN_BATCH, Math.min(fitting, size * 2)));
}
