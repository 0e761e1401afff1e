import { DateTime } from 'luxon';
import { percent } from '../../analytics/report/report-page.policy.js';
import { groupedAmount } from '../../platform/money/format-amount.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { MonthlyReport } from '../notice.js';

/** The name of the month: `October 2026`. */
export function formatMonth({ month }: MonthlyReport): string {
  return DateTime.fromISO(month, { zone: 'utc' }).setLocale('en-GB').toFormat('LLLL yyyy');
}

/** An amount with its currency: `EUR 350 000.00`, with non-breaking spaces. */
export function formatMoney({ amount, currency }: MoneyDto): string {
  return `${currency}\u00a0${groupedAmount(amount, currency)}`;
}

/** The month's revenue and its target, in one or two sentences. */
export function revenueText(report: MonthlyReport): string {
  const { revenue, target, attainment } = report;
  const month = formatMonth(report);
  if (revenue.amount === 0) {
    const targetSentence = target === null ? 'No target was set.' : `The target was ${formatMoney(target)}.`;
    return `No revenue in ${revenue.currency} in ${month}. ${targetSentence}`;
  }
  const revenueSentence = `Revenue in ${month} was ${formatMoney(revenue)}`;
  if (target === null) return `${revenueSentence}. No target was set.`;
  // With a target of 0 the ratio is undefined.
  if (attainment === null) return `${revenueSentence}. The target was ${formatMoney(target)}.`;
  return `${revenueSentence}, which is ${percent(attainment)} of the target of ${formatMoney(target)}.`;
}
