import { DateTime } from 'luxon';
import {
  daysOf,
  fiscalYearOf,
  monthsOf,
  monthsOfYear,
  periodName,
  spanOf,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../../organization/revenue/fiscal-period.policy.js';
import type { RevenuePlan } from '../../organization/revenue/revenue-plans.service.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { TeamMemberDto } from '../dto/team.dto.js';
import { comparedDays } from '../summary/compared-days.policy.js';
import type { Measures } from '../summary/tiles.policy.js';
import type { Days } from '../team.policy.js';
import type { CountedPeriod, CountedYear, MonthFigure } from '../revenue.policy.js';

/** The facts of a report: the same numbers as in the responses for revenue and team. */
export interface ReportFacts {
  readonly plan: RevenuePlan;
  readonly period: FiscalPeriod;
  /** The fiscal year that contains the period. */
  readonly year: CountedYear;
  readonly figures: readonly MonthFigure[];
  /** For the days of the period. */
  readonly team: readonly TeamMemberDto[];
  /** The number of people. The PDF report lists only the first of them. */
  readonly people: number;
  /** The key figures of the period, and of the days that it is compared with. */
  readonly measured: MeasuredPeriod;
  /** The name of the member whose figures alone are shown; null: all figures. */
  readonly onlyMember: string | null;
}

/** The key figures of a period and of other days; `toDate` is the fiscal year until the end of the period. */
export interface MeasuredPeriod {
  readonly days: Readonly<Record<ComparedName, Days>>;
  readonly measures: Readonly<Record<ComparedName | 'period', Measures>>;
}

type ComparedName = 'previous' | 'lastYear' | 'toDate';

/** The days that a period is compared with. */
export function comparedDaysOf(period: FiscalPeriod, plan: RevenuePlan): MeasuredPeriod['days'] {
  const days = daysOf(period, plan);
  const [first] = monthsOfYear(fiscalYearOf(period, plan), plan);
  return {
    previous: comparedDays(days, 'previous_period'),
    lastYear: comparedDays(days, 'previous_year'),
    toDate: [first ? daysOf(first, plan)[0] : days[0], days[1]],
  };
}

/** The period itself: its revenue, the number of deals won, and the revenue in other currencies. */
export interface PeriodFacts {
  readonly own: CountedPeriod;
  readonly dealsWon: number;
  readonly others: readonly { readonly revenue: MoneyDto; readonly dealsWon: number }[];
}

export function periodFacts({ period, year }: ReportFacts): PeriodFacts {
  const name = periodName(period);
  const own = [...year.months, ...year.quarters].find((candidate) => candidate.period === name);
  if (!own) throw new RangeError('A period outside of its fiscal year.');
  const others = own.otherCurrencies;
  return { own, dealsWon: others.reduce((sum, { dealsWon }) => sum + dealsWon, own.dealsWon), others };
}

/** A period in words: `November 2026`, `October to December 2026`, `November 2026 to January 2027`. */
export function formatPeriod(period: FiscalPeriod, calendar: FiscalCalendar): string {
  const months = monthsOf(period, calendar).map(({ year, month }) => DateTime.utc(year, month).setLocale('en-GB'));
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return '';
  if (months.length === 1) return first.toFormat('LLLL yyyy');
  return `${first.toFormat(first.year === last.year ? 'LLLL' : 'LLLL yyyy')} to ${last.toFormat('LLLL yyyy')}`;
}

/** A period as the console names it: `November 2026`, `Q1 FY2027`. */
export function shortPeriodName(period: FiscalPeriod, calendar: FiscalCalendar): string {
  if (period.kind === 'quarter') return `Q${period.quarter} FY${period.fiscalYear}`;
  return formatPeriod(period, calendar);
}

export type Progress = 'not started' | 'in progress' | 'ended';

/** Whether a period has started and ended. */
export function progressOf(period: FiscalPeriod, plan: RevenuePlan): Progress {
  const { from, until } = spanOf(period, plan);
  const now = plan.now.toISOString();
  if (now < from) return 'not started';
  return now < until ? 'in progress' : 'ended';
}
