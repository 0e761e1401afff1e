import { DateTime } from 'luxon';
import { inertName } from '../../platform/mail/inert-name.js';
import { formatMoney, formatPercent } from '../../platform/money/format-figure.js';
import type { MonthlyReport } from '../notice.js';

/** The name of the month: `October 2026`. */
export function formatMonth({ month }: Pick<MonthlyReport, 'month'>): string {
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

/** How the month compares, the best month, who sold most, and the open pipeline, in a few sentences. */
export function highlightsText({ highlights }: MonthlyReport): string {
  if (!highlights) return '';
  const { changes, bestMonth, topSellers, openPipeline } = highlights;
  const compared = [
    changeText(changes.previous, 'the month before'),
    changeText(changes.lastYear, 'the same month last year'),
  ].filter((text) => text !== null);
  const sellers = topSellers.map(({ name, revenue }) => `${inertName(name)} (${formatMoney(revenue)})`);
  const sentences = [
    compared.length > 0 ? `That is ${compared.join(' and ')}.` : '',
    bestMonth
      ? `The best month of the fiscal year so far is ${formatMonth(bestMonth)} with ${formatMoney(bestMonth.revenue)}.`
      : '',
    sellers.length > 0 ? `Top sellers: ${sellers.join(', ')}.` : '',
    `Open pipeline: ${formatMoney(openPipeline)}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function changeText(change: number | null, than: string): string | null {
  if (change === null) return null;
  if (Math.round(change * 100) === 0) return `the same as ${than}`;
  return `${formatPercent(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than ${than}`;
}
