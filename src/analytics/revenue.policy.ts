import {
  monthsOf,
  periodName,
  type FiscalCalendar,
  type FiscalPeriod,
} from '../organization/revenue/fiscal-period.policy.js';
import type { RevenueDto, RevenueOfCurrencyDto, RevenueOfPeriodDto } from './dto/revenue.dto.js';

/** The revenue of one month in one currency. */
export interface MonthFigure {
  readonly month: string;
  readonly currency: string;
  readonly revenue: bigint;
  readonly dealsWon: number;
}

/** The revenue in another currency with the number of its deals. */
export interface CountedCurrency extends RevenueOfCurrencyDto {
  dealsWon: number;
}

/** A period with the number of its deals, and with what was won in other currencies. */
export interface CountedPeriod extends RevenueOfPeriodDto {
  dealsWon: number;
  otherCurrencies: CountedCurrency[];
}

/** A fiscal year with its counts. */
export interface CountedYear extends RevenueDto {
  months: CountedPeriod[];
  quarters: CountedPeriod[];
  otherCurrencies: CountedCurrency[];
}

/** The same year as it is answered without `include=counts`. */
export function withoutCounts({ fiscalYear, months, quarters, otherCurrencies: others }: CountedYear): RevenueDto {
  const toPeriod = ({ period, revenue, target, attainment }: CountedPeriod): RevenueOfPeriodDto => ({
    period,
    revenue,
    target,
    attainment,
  });
  return {
    fiscalYear,
    months: months.map(toPeriod),
    quarters: quarters.map(toPeriod),
    otherCurrencies: others.map(({ currency, revenue }) => ({ currency, revenue })),
  };
}

/** A period's revenue in one currency. */
export function revenueIn(figures: readonly MonthFigure[], currency: string, months: ReadonlySet<string>): bigint {
  return figures
    .filter((figure) => figure.currency === currency && months.has(figure.month))
    .reduce((sum, { revenue }) => sum + revenue, 0n);
}

/** The number of deals won in a period in one currency. */
export function dealsWonIn(figures: readonly MonthFigure[], currency: string, months: ReadonlySet<string>): number {
  return figures
    .filter((figure) => figure.currency === currency && months.has(figure.month))
    .reduce((sum, { dealsWon }) => sum + dealsWon, 0);
}

/** The names of a period's months. */
export function monthNamesOf(period: FiscalPeriod, calendar: FiscalCalendar): ReadonlySet<string> {
  return new Set(monthsOf(period, calendar).map(periodName));
}

/** Revenue compared with a target; null: none, or the reader may not see it. */
export function revenueWithTarget(
  revenue: bigint,
  target: number | null,
  currency: string,
): Pick<RevenueOfPeriodDto, 'revenue' | 'target' | 'attainment'> {
  return {
    revenue: { amount: toAmount(revenue), currency },
    target: target === null ? null : { amount: target, currency },
    // With a target of 0 the ratio is undefined.
    attainment: target === null || target === 0 ? null : Number(revenue) / target,
  };
}

/** The revenue in other currencies, sorted by currency code. */
export function otherCurrencies(
  figures: readonly MonthFigure[],
  own: string,
  months: ReadonlySet<string>,
): CountedCurrency[] {
  const currencies = [...new Set(figures.map(({ currency }) => currency))].filter((currency) => currency !== own);
  return currencies
    .filter((currency) => figures.some((figure) => figure.currency === currency && months.has(figure.month)))
    .sort()
    .map((currency) => ({
      currency,
      revenue: { amount: toAmount(revenueIn(figures, currency, months)), currency },
      dealsWon: dealsWonIn(figures, currency, months),
    }));
}

const MAX_AMOUNT = BigInt(Number.MAX_SAFE_INTEGER);

/** A sum as an amount of money. A sum beyond the maximum (2^53−1 minor units) is shown as the maximum. */
export function toAmount(sum: bigint): number {
  return Number(sum > MAX_AMOUNT ? MAX_AMOUNT : sum);
}
