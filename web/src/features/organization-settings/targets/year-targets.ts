import type { Organization, Schemas } from '../../../api/client';
import { fiscalYearOf, periodsOf } from '../../../shared/fiscal-year';

export type Target = Schemas['RevenueTargetDto'];
export type TargetSettings = Pick<Organization, 'currency' | 'fiscalYearStartMonth' | 'revenueTargets'>;

/** The targets of a fiscal year: those of single periods where they are set, the default ones elsewhere. */
export interface YearTargets {
  readonly fiscalYear: number;
  /** The targets of single periods: quarters first, each in order. */
  readonly overrides: readonly Target[];
  /** The sum of its months in minor units; null: one of them has no target. */
  readonly months: number | null;
  readonly quarters: number | null;
}

/** The fiscal years that have targets of single periods, and the current one; the latest first. */
export function targetsByYear(
  targets: readonly Target[],
  settings: TargetSettings,
  currentYear: number,
): YearTargets[] {
  const years = targets.map(({ period }) => fiscalYearOf(period, settings.fiscalYearStartMonth));
  return [...new Set([...years, currentYear])]
    .sort((a, b) => b - a)
    .map((fiscalYear) => targetsOfYear(fiscalYear, targets, settings));
}

function targetsOfYear(fiscalYear: number, targets: readonly Target[], settings: TargetSettings): YearTargets {
  const { months, quarters } = periodsOf(fiscalYear, settings.fiscalYearStartMonth);
  const { monthly, quarterly } = settings.revenueTargets;
  return {
    fiscalYear,
    overrides: [...quarters, ...months].flatMap((period) => targets.filter((target) => target.period === period)),
    months: sumOf(months, monthly, targets, settings.currency),
    quarters: sumOf(quarters, quarterly, targets, settings.currency),
  };
}

/** A target in another currency than the organization's no longer applies. */
function sumOf(
  periods: readonly string[],
  defaultTarget: Organization['revenueTargets']['monthly'],
  targets: readonly Target[],
  currency: string,
): number | null {
  const inCurrency = targets.filter(({ amount }) => amount.currency === currency);
  const defaultAmount = defaultTarget?.currency === currency ? defaultTarget.amount : null;
  const amounts = periods.map((one) => inCurrency.find(({ period }) => period === one)?.amount.amount ?? defaultAmount);
  return amounts.reduce<number | null>((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);
}
