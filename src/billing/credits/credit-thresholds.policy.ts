import type { CreditsUsed } from './credits-used.event.js';
import type { CreditAccount } from './credits.policy.js';

const THRESHOLD_PERCENTS = [100, 80] as const;

/**
 * The highest share of the period's monthly credits that a debit has reached and of which the owner is notified; null:
 * none.
 */
export function thresholdReached(before: CreditAccount, after: CreditAccount): CreditsUsed | null {
  const [from, to] = [before.granted - before.monthly, after.granted - after.monthly];
  const percent = THRESHOLD_PERCENTS.find(
    (share) => from * 100 < share * before.granted && to * 100 >= share * after.granted,
  );
  if (percent === undefined) return null;
  const { granted, topUp, periodStartedAt, periodEndsAt } = after;
  return { percent, used: to, granted, topUp, periodStartedAt, periodEndsAt };
}
