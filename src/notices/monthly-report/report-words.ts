import { DateTime } from 'luxon';
import { percent } from '../../analytics/report/report-page.policy.js';
import { groupedAmount } from '../../platform/money/format-amount.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { MonthlyReport } from '../notice.js';

/** The name of the month: `October 2026`. */
export function monthInWords({ month }: MonthlyReport): string {
  return DateTime.fromISO(month, { zone: 'utc' }).setLocale('en-GB').toFormat('LLLL yyyy');
}

/** An amount with its currency: `EUR 350 000.00`, with non-breaking spaces. */
export function moneyInWords({ amount, currency }: MoneyDto): string {
  return `${currency}\u00a0${groupedAmount(amount, currency)}`;
}

/** The month's revenue and its target, in one or two sentences. */
export function revenueInWords(report: MonthlyReport): string {
  const { revenue, target, attainment } = report;
  const month = monthInWords(report);
  if (revenue.amount === 0) {
    const against = target === null ? 'No target was set.' : `The target was ${moneyInWords(target)}.`;
    return `No revenue in ${revenue.currency} in ${month}. ${against}`;
  }
  const brought = `Revenue in ${month} was ${moneyInWords(revenue)}`;
  if (target === null) return `${brought}. No target was set.`;
  // With a target of 0 the ratio is undefined.
  if (attainment === null) return `${brought}. The target was ${moneyInWords(target)}.`;
  return `${brought}, which is ${percent(attainment)} of the target of ${moneyInWords(target)}.`;
}
