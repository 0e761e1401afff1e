import type { TeamColumn, TeamSort } from './analytics-search';
import type { RevenueOfPeriod, TeamMember } from './queries';

/** The label below a bar: "Nov", "N" where there is little space, or "Q1". */
export function shortName(period: string, month: 'short' | 'narrow'): string {
  const quarter = /-(Q\d)$/.exec(period);
  if (quarter?.[1] !== undefined) return quarter[1];
  return new Intl.DateTimeFormat(undefined, { month, timeZone: 'UTC' }).format(new Date(`${period}-01T00:00:00Z`));
}

/** A fraction as people read it: 0.14 as "14%"; an en dash where there is none. */
export function percent(fraction: number | null): string {
  return fraction === null
    ? '–'
    : new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 }).format(fraction);
}

/** The upper end of a chart: the greatest of all amounts, rounded up to a round number. */
export function scaleOf(periods: readonly RevenueOfPeriod[]): number {
  const most = Math.max(...periods.flatMap(({ revenue, target }) => [revenue.amount, target?.amount ?? 0]), 0);
  if (most <= 0) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * magnitude >= most) ?? 10;
  return step * magnitude;
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
