import type { Schemas } from '../../api/client';

/** The number of records of each kind by new owner. */
export type Counts = Schemas['DryRunDto']['byKind'];

/** The number of records of all kinds that a member would get. */
export function countFor(counts: Counts | undefined, membershipId: string | null): number {
  return Object.values(counts ?? {})
    .flatMap(({ targets }) => targets)
    .filter((target) => target.membershipId === membershipId)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Each weight's share in whole percent; together 100, where any weight is above 0. */
export function percentages(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (100 * weight) / sum);
  const missing = 100 - exact.reduce((total, share) => total + Math.floor(share), 0);
  // Those with the largest remainders are rounded up.
  const byRemainder = exact.map((share, index) => ({ index, left: share % 1 })).sort((a, b) => b.left - a.left);
  const roundedUp = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return exact.map((share, index) => Math.floor(share) + (roundedUp.has(index) ? 1 : 0));
}

/** The numbers of several previews together. */
export function sumOf(previews: readonly Counts[]): Counts {
  const sum: Record<string, { total: number; targets: { membershipId: string | null; count: number }[] }> = {};
  for (const [kind, { total, targets }] of previews.flatMap((counts) => Object.entries(counts))) {
    const before = (sum[kind] ??= { total: 0, targets: [] });
    before.total += total;
    for (const { membershipId, count } of targets) {
      const same = before.targets.find((target) => target.membershipId === membershipId);
      if (same) same.count += count;
      else before.targets.push({ membershipId, count });
    }
  }
  return sum;
}
