import { formatMoney } from '../../ui/format/money';
import { percent, type PeriodState } from './figures';
import type { RevenueOfPeriod } from './queries';

/** The figures of a bar, line by line. */
export function barText({ revenue, target, attainment }: RevenueOfPeriod, state: PeriodState): string[] {
  return [
    formatMoney(revenue),
    ...(target ? [`Target ${formatMoney(target)}`] : []),
    ...(attainment === null || state === 'future' ? [] : [`${percent(attainment)} of target`]),
    ...(state === 'current' ? ['In progress'] : []),
    ...(state === 'future' ? ['Not started'] : []),
  ];
}
