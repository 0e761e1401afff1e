import type { FiscalPeriod } from './fiscal-period.policy.js';
import { periodName } from './fiscal-period.policy.js';

/** The targets that apply: those in the organization's present currency, in its minor units. */
export interface Targets {
  /** For every month that has no target of its own. */
  readonly monthly: number | null;
  /** For every fiscal quarter that has no target of its own. */
  readonly quarterly: number | null;
  /** Of single months and fiscal quarters, by their name. */
  readonly ofPeriods: Readonly<Record<string, number>>;
}

/** The target of a period: its own, else the default target of a month or quarter; null: none. */
export function targetOf(targets: Targets, period: FiscalPeriod): number | null {
  return targets.ofPeriods[periodName(period)] ?? (period.kind === 'month' ? targets.monthly : targets.quarterly);
}
