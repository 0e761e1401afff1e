import { DateTime } from 'luxon';
import { percent } from '../../analytics/report/report-page.policy.js';
import { groupedAmount } from '../../platform/money/format-amount.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { MonthlyReport } from '../notice.js';

/** The month in words: `October 2026`. */
export function monthInWords({ month }: MonthlyReport): string {
  return DateTime.fromISO(month, { zone: 'utc' }).setLocale('en-GB').toFormat('LLLL yyyy');
}

/** An amount with its currency: `EUR 350 000.00`, by spaces that do not break. */
export function moneyInWords({ amount, currency }: MoneyDto): string {
  return `${currency}\u00a0${groupedAmount(amount, currency)}`;
}

/** The month's revenue against its target, in one or two sentences. */
export function revenueInWords(report: MonthlyReport): string {
  const { revenue, target, attainment } = report;
  const month = monthInWords(report);
  if (revenue.amount === 0) {
    const against = target === null ? 'No target was set.' : `The target was ${moneyInWords(target)}.`;
    return `There was no revenue in ${revenue.currency} in ${month}. ${against}`;
  }
  const brought = `The deals won in ${month} brought ${moneyInWords(revenue)}`;
  if (target === null) return `${brought}. No target was set.`;
  // Of a target of nothing no part can be attained.
  if (attainment === null) return `${brought}. The target was ${moneyInWords(target)}.`;
  return `${brought}, which is ${percent(attainment)} of the target of ${moneyInWords(target)}.`;
}
