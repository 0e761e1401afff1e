import { DateTime } from 'luxon';
import { formatMoney, formatPercent } from '../../platform/money/format-figure.js';
import type { MonthlyReport } from '../notice.js';

/** The name of the month: `October 2026`. */
export function formatMonth({ month }: MonthlyReport): string {
  return DateTime.fromISO(month, { zone: 'utc' }).setLocale('en-GB').toFormat('LLLL yyyy');
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
  return `${revenueSentence}, which is ${formatPercent(attainment)} of the target of ${formatMoney(target)}.`;
}
