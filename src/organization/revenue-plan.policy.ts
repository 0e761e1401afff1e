import type { FiscalPeriod } from './fiscal-period.policy.js';
import { periodName } from './fiscal-period.policy.js';

/** The targets that count: those in the organization's present currency, in its minor units. */
export interface Targets {
  /** For every month without a target of its own. */
  readonly monthly: number | null;
  /** For every fiscal quarter without a target of its own. */
  readonly quarterly: number | null;
  /** Of single months and fiscal quarters, by their name. */
  readonly ofPeriods: Readonly<Record<string, number>>;
}

/** The target of a period: its own, else the standing one of its kind; null: none. */
export function targetOf(targets: Targets, period: FiscalPeriod): number | null {
  return targets.ofPeriods[periodName(period)] ?? (period.kind === 'month' ? targets.monthly : targets.quarterly);
}
