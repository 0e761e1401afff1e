import { formatMoney } from '../../platform/money/format-figure.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import type { MonthlyReport } from '../notice.js';

/** An amount and the bar beside it. */
interface ReportBar {
  readonly amount: string;
  /** The length of the bar: a whole number from 0 to 100, the longer of both bars is 100. */
  readonly percentage: number;
}

/** The picture of a month: its revenue against its target. */
export interface ReportBars {
  readonly revenue: ReportBar;
  readonly target: ReportBar;
}

/** Null without a target, or without anything to draw. */
export function reportBars({ revenue, target }: Pick<MonthlyReport, 'revenue' | 'target'>): ReportBars | null {
  if (target?.currency !== revenue.currency) return null;
  const longest = Math.max(revenue.amount, target.amount);
  if (longest <= 0) return null;
  return { revenue: barOf(revenue, longest), target: barOf(target, longest) };
}

function barOf(money: MoneyDto, longest: number): ReportBar {
  const percentage = Math.round((money.amount / longest) * 100);
  // Something has a bar, however small it is.
  return { amount: formatMoney(money), percentage: money.amount > 0 ? Math.max(percentage, 1) : 0 };
}
