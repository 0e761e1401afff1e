import { quarterOf } from '../../shared/fiscal-year';
import { dateLocale } from '../../ui/format/date-locale';
import type { TeamColumn, TeamSort } from './analytics-search';
import { columnFormat, formatMoney } from '../../ui/format/money';
import type { RevenueOfPeriod, TeamMember } from './queries';

/** The label below a bar: "Nov", "N" where there is little space, or "Q1". */
export function shortName(period: string, month: 'short' | 'narrow'): string {
  const quarter = /-(Q\d)$/.exec(period);
  if (quarter?.[1] !== undefined) return quarter[1];
  return new Intl.DateTimeFormat(dateLocale(), { month, timeZone: 'UTC' }).format(new Date(`${period}-01T00:00:00Z`));
}

/** A fraction as people read it: 0.14 as "14%"; an en dash where there is none. */
export function percent(fraction: number | null): string {
  return fraction === null
    ? '–'
    : new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 }).format(fraction);
}

/** The upper end of a chart: a round number above the greatest of all amounts, with some space for its line. Null: all are 0. */
export function scaleOf(periods: readonly PeriodFigures[]): number | null {
  const most = Math.max(...periods.flatMap(({ revenue, target }) => [revenue.amount, target?.amount ?? 0]), 0);
  if (most <= 0) return null;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 2.5, 5, 10, 20].find((one) => one * magnitude >= most * HEADROOM) ?? 20;
  return step * magnitude;
}

const HEADROOM = 1.05;

/** Whether a month or fiscal quarter is over, in progress, or still to come. */
export type PeriodState = 'past' | 'current' | 'future';

/** @param month the current month: `2026-11` */
export function stateOf(period: string, month: string, startMonth: number): PeriodState {
  const current = period.startsWith('FY') ? quarterOf(month, startMonth) : month;
  if (period === current) return 'current';
  return period < current ? 'past' : 'future';
}

/** A period's revenue and its target. */
type PeriodFigures = Pick<RevenueOfPeriod, 'revenue' | 'target' | 'attainment'>;

/** "€270,750 of €360,000 · 14 deals": a period's revenue, its target, and how many deals it counts. */
export function periodText({ revenue, target, dealsWon }: RevenueOfPeriod): string {
  const format = columnFormat(target ? [revenue, target] : [revenue]);
  return `${format(revenue)}${target ? ` of ${format(target)}` : ''} · ${dealsText([{ dealsWon }])}`;
}

/** "14 deals". */
export function dealsText(counted: readonly { readonly dealsWon: number }[]): string {
  const count = sumOf(counted.map(({ dealsWon }) => dealsWon));
  return `${count.toLocaleString()} ${count === 1 ? 'deal' : 'deals'}`;
}

/** "$9.00, £5.00": what was won in each of these currencies. */
export function sumsText(currencies: RevenueOfPeriod['otherCurrencies']): string {
  return currencies.map(({ revenue }) => formatMoney(revenue)).join(', ');
}

/** The sum of some periods; the target is null where one of them has none. */
export function totalOf(periods: readonly PeriodFigures[]): PeriodFigures {
  const currency = periods[0]?.revenue.currency ?? 'EUR';
  const revenue = sumOf(periods.map((one) => one.revenue.amount));
  const targets = periods.map(({ target }) => target?.amount ?? null);
  const target = targets.includes(null) ? null : sumOf(targets.map((amount) => amount ?? 0));
  return {
    revenue: { amount: revenue, currency },
    target: target === null ? null : { amount: target, currency },
    attainment: target === null || target === 0 ? null : revenue / target,
  };
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The height of an amount in the chart, in percent; a loss has none. */
export function heightOf(amount: number, scale: number): number {
  return Math.min(100, Math.max(0, (amount / scale) * 100));
}

/** Sorts the team; members with equal values keep their order. */
export function sortTeam(team: readonly TeamMember[], sort: TeamSort): readonly TeamMember[] {
  const isDown = sort.startsWith('-');
  const column = sort.replace(/^-/, '') as TeamColumn;
  return [...team].sort((a, b) => (isDown ? compare(b, a, column) : compare(a, b, column)));
}

function compare(a: TeamMember, b: TeamMember, column: TeamColumn): number {
  if (column === 'name') return a.name.localeCompare(b.name);
  return valueOf(a, column) - valueOf(b, column);
}

function valueOf(member: TeamMember, column: Exclude<TeamColumn, 'name'>): number {
  const value = member[column];
  return typeof value === 'number' ? value : value.amount;
}
