import { DateTime } from 'luxon';
import {
  monthsOf,
  periodName,
  spanOf,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../../organization/fiscal-period.policy.js';
import type { RevenuePlan } from '../../organization/revenue-plans.service.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { RevenueDto, RevenueOfPeriodDto } from '../dto/revenue.dto.js';
import type { TeamMemberDto } from '../dto/team.dto.js';
import { monthNamesOf, otherCurrencies, type MonthFigure } from '../revenue.policy.js';

/** What a report is made of: the same numbers as in the calls for revenue and team. */
export interface ReportFacts {
  readonly plan: RevenuePlan;
  readonly period: FiscalPeriod;
  /** The fiscal year that the period lies in. */
  readonly year: RevenueDto;
  readonly figures: readonly MonthFigure[];
  /** For the days of the period. */
  readonly team: readonly TeamMemberDto[];
  /** How many people there are; the printed report holds the first of them only. */
  readonly people: number;
  /** Whose figures these are alone; null: everybody's. */
  readonly onlyOf: string | null;
}

/** The period itself: its revenue, and beside it how many deals and what other currencies brought it. */
export interface PeriodFacts {
  readonly own: RevenueOfPeriodDto;
  readonly dealsWon: number;
  readonly others: readonly { readonly revenue: MoneyDto; readonly dealsWon: number }[];
}

export function periodFacts({ plan, period, year, figures }: ReportFacts): PeriodFacts {
  const name = periodName(period);
  const own = [...year.months, ...year.quarters].find((candidate) => candidate.period === name);
  if (!own) throw new RangeError('A period outside of its fiscal year.');
  const months = monthNamesOf(period, plan);
  const dealsWon = (currency?: string): number =>
    figures
      .filter((figure) => months.has(figure.month) && (currency === undefined || figure.currency === currency))
      .reduce((sum, figure) => sum + figure.dealsWon, 0);
  const others = otherCurrencies(figures, plan.currency, months);
  return {
    own,
    dealsWon: dealsWon(),
    others: others.map(({ currency, revenue }) => ({ revenue, dealsWon: dealsWon(currency) })),
  };
}

/** A period in words: `November 2026`, `October to December 2026`, `November 2026 to January 2027`. */
export function periodInWords(period: FiscalPeriod, calendar: FiscalCalendar): string {
  const months = monthsOf(period, calendar).map(({ year, month }) => DateTime.utc(year, month).setLocale('en-GB'));
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return '';
  if (months.length === 1) return first.toFormat('LLLL yyyy');
  return `${first.toFormat(first.year === last.year ? 'LLLL' : 'LLLL yyyy')} to ${last.toFormat('LLLL yyyy')}`;
}

export type Progress = 'to come' | 'under way' | 'over';

/** Whether a period is over by now. */
export function progressOf(period: FiscalPeriod, plan: RevenuePlan): Progress {
  const { from, until } = spanOf(period, plan);
  const now = plan.now.toISOString();
  if (now < from) return 'to come';
  return now < until ? 'under way' : 'over';
}
