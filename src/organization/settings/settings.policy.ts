import { invalid } from '../../platform/http/problem.js';
import { requireUsableCurrency } from '../../platform/money/usable-currency.js';
import { isReservedSlug } from '../organization.policy.js';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

interface GivenMoney {
  readonly amount: number;
  readonly currency?: string;
}

export interface Settings {
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
  readonly timezone: string;
  readonly fiscalYearStartMonth: number;
  readonly monthlyTarget: Money | null;
  readonly quarterlyTarget: Money | null;
  readonly monthlyReport: boolean;
}

/** The requested changes; what is left out is kept. */
export interface SettingsChange extends Partial<Omit<Settings, 'monthlyTarget' | 'quarterlyTarget'>> {
  readonly revenueTargets?: {
    readonly monthly?: GivenMoney | null;
    readonly quarterly?: GivenMoney | null;
  };
}

/**
 * The settings after a change. A target that is given is in the organization's (new) currency; one that is left out keeps the
 * currency in which it was set.
 *
 * @throws 422 for a target in another currency, a reserved slug, and a withdrawn currency that the organization does not have
 *   already
 */
export function applyChange(before: Settings, change: SettingsChange): Settings {
  const { revenueTargets = {}, ...rest } = change;
  const plain = { ...before, ...defined(rest) };
  if (plain.slug !== before.slug && isReservedSlug(plain.slug)) {
    throw invalid({ pointer: '/slug', detail: 'This slug is reserved. Choose a different one.' });
  }
  requireUsableCurrency(plain.currency, [before.currency], '/currency');
  const target = (name: 'monthly' | 'quarterly', old: Money | null): Money | null => {
    const given = revenueTargets[name];
    if (given === undefined) return old;
    return given && inOrganizationCurrency(given, plain.currency, `/revenueTargets/${name}/currency`);
  };
  return {
    ...plain,
    monthlyTarget: target('monthly', before.monthlyTarget),
    quarterlyTarget: target('quarterly', before.quarterlyTarget),
  };
}

/**
 * A target in the organization's currency.
 *
 * @throws 422 at `pointer` for another currency
 */
export function inOrganizationCurrency(given: GivenMoney, currency: string, pointer: string): Money {
  if (given.currency !== undefined && given.currency !== currency) {
    throw invalid({
      pointer,
      detail: `Targets are in the organization’s currency: use ${currency} or leave it out.`,
    });
  }
  return { amount: given.amount, currency };
}

/** The value of each setting before and after the change; empty when nothing changed. */
export function changesOf(before: Settings, after: Settings): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(before) as (keyof Settings)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, { from: before[name], to: after[name] }]),
  );
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
