import { DateTime } from 'luxon';
import { inertName } from '../../platform/mail/inert-name.js';
import { formatMoney, formatPercent } from '../../platform/money/format-figure.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
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
    return `There was no revenue in ${revenue.currency} in ${month}. ${targetSentence}`;
  }
  const revenueSentence = `Revenue in ${month} was ${formatMoney(revenue)}`;
  if (target === null) return `${revenueSentence}. No target was set.`;
  // With a target of 0 the ratio is undefined.
  if (attainment === null) return `${revenueSentence}. The target was ${formatMoney(target)}.`;
  return `${revenueSentence}, ${formatPercent(attainment)} of the ${formatMoney(target)} target.`;
}

/** How the month compares, the best month and who sold most, in a few sentences. */
export function highlightsText({ month, highlights }: MonthlyReport): string {
  if (!highlights) return '';
  const { changes, bestMonth, topSellers } = highlights;
  const compared = [
    changeText(changes.previous, monthBefore(month, 1)),
    changeText(changes.lastYear, monthBefore(month, MONTHS_OF_YEAR)),
  ].filter((text) => text !== null);
  const sellers = topSellers.map(({ name, revenue }) => `${inertName(name)} (${formatMoney(revenue)})`);
  const sentences = [
    compared.length > 0 ? `Revenue was ${compared.join(' and ')}.` : '',
    bestMonth ? bestMonthText(month, bestMonth) : '',
    sellers.length > 0 ? `Top sellers: ${sellers.join(', ')}.` : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const MONTHS_OF_YEAR = 12;

function monthBefore(month: string, months: number): string {
  return formatMonth({ month: DateTime.fromISO(month, { zone: 'utc' }).minus({ months }).toFormat('yyyy-MM') });
}

function changeText(change: number | null, than: string): string | null {
  if (change === null) return null;
  if (Math.round(change * 100) === 0) return `the same as in ${than}`;
  return `${formatPercent(Math.abs(change))} ${change > 0 ? 'higher' : 'lower'} than in ${than}`;
}

function bestMonthText(month: string, best: { readonly month: string; readonly revenue: MoneyDto }): string {
  if (best.month === month) return 'It is the best month of the fiscal year so far.';
  return `The best month of the fiscal year so far is ${formatMonth(best)} (${formatMoney(best.revenue)}).`;
}
