import type { Organization, Schemas } from '../../../api/client';
import { fiscalYearOf, periodsOf } from '../../../shared/fiscal-year';

export type Target = Schemas['RevenueTargetDto'];
export type Standing = Pick<Organization, 'currency' | 'fiscalYearStartMonth' | 'revenueTargets'>;

/** The targets of a fiscal year: those of single periods where they are set, the default ones elsewhere. */
export interface YearPlan {
  readonly fiscalYear: number;
  /** Those that were set for single periods: quarters first, each in order. */
  readonly own: readonly Target[];
  /** What its months add up to, in minor units; null: one of them has no target. */
  readonly months: number | null;
  readonly quarters: number | null;
}

/** The fiscal years that have targets of their own, and the present one; the latest first. */
export function plansOf(targets: readonly Target[], standing: Standing, presentYear: number): YearPlan[] {
  const years = targets.map(({ period }) => fiscalYearOf(period, standing.fiscalYearStartMonth));
  return [...new Set([...years, presentYear])]
    .sort((a, b) => b - a)
    .map((fiscalYear) => planOf(fiscalYear, targets, standing));
}

function planOf(fiscalYear: number, targets: readonly Target[], standing: Standing): YearPlan {
  const { months, quarters } = periodsOf(fiscalYear, standing.fiscalYearStartMonth);
  const { monthly, quarterly } = standing.revenueTargets;
  return {
    fiscalYear,
    own: [...quarters, ...months].flatMap((period) => targets.filter((target) => target.period === period)),
    months: sumOf(months, monthly, targets, standing.currency),
    quarters: sumOf(quarters, quarterly, targets, standing.currency),
  };
}

/** A target in another currency than the organization's no longer applies. */
function sumOf(
  periods: readonly string[],
  standing: Organization['revenueTargets']['monthly'],
  targets: readonly Target[],
  currency: string,
): number | null {
  const counting = targets.filter(({ amount }) => amount.currency === currency);
  const usual = standing?.currency === currency ? standing.amount : null;
  const amounts = periods.map((one) => counting.find(({ period }) => period === one)?.amount.amount ?? usual);
  return amounts.reduce<number | null>((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);
}
