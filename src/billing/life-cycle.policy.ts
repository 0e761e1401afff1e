import type { Plan } from '../platform/database/tenancy.js';

/** A subscription as the payment provider reports it now. */
export interface ProviderSubscription {
  readonly id: string;
  /** The provider's own status. An unknown one changes nothing. */
  readonly status: string;
  /** The plan of its price; null when that price is not configured (any longer). */
  readonly plan: Plan | null;
  /** The plan in its metadata, set at the checkout or at the last change; null: none. */
  readonly notedPlan: Plan | null;
  readonly begunAt: string;
  /** When it ends after a requested cancellation; null: it renews. */
  readonly cancelsAt: string | null;
  readonly period: { readonly startsAt: string; readonly endsAt: string } | null;
  /** Whether that period is paid. At the provider a new period begins before its invoice is paid. */
  readonly isPaid: boolean;
  readonly planned: PlannedChange | null;
}

/** A chosen plan that is not in force yet. */
export interface PlannedChange {
  readonly plan: Plan;
  /** When it will be in force; null: as soon as its invoice is paid. */
  readonly at: string | null;
}

/** The state of an organization's subscription. */
export interface Standing {
  readonly subscriptionId: string | null;
  /** The plan that it gives. */
  readonly plan: Plan;
  readonly status: 'active' | 'past_due' | 'canceled';
  /** When the plan ends unless the provider reports something else until then. */
  readonly until: string | null;
  readonly cancelsAt: string | null;
  readonly renewsAt: string | null;
  readonly graceEndsAt: string | null;
  readonly period: ProviderSubscription['period'];
  /** Whether the period is paid. Its credits are granted then, never before. */
  readonly isPaid: boolean;
  readonly planned: PlannedChange | null;
}

/** What is stored of the previous state. */
export type EarlierStanding = Pick<Standing, 'subscriptionId' | 'plan' | 'status' | 'graceEndsAt'>;

/** Days for which the plan stays in force after a failed payment. */
export const GRACE_DAYS = 7;
const DAY = 86_400_000;

/** What each status of the provider means; rule 14 of the contract. */
const PHASES = {
  active: 'paid',
  trialing: 'paid',
  past_due: 'failing',
  unpaid: 'over',
  paused: 'over',
  canceled: 'over',
  incomplete_expired: 'over',
  incomplete: 'not-begun',
} as const;

type Phase = (typeof PHASES)[keyof typeof PHASES];

export function phaseOf(status: string): Phase | 'unknown' {
  return Object.hasOwn(PHASES, status) ? PHASES[status as keyof typeof PHASES] : 'unknown';
}

/**
 * The subscription's state by what the provider reports now, in whatever order events arrived. Null when the report
 * cannot be interpreted; then nothing changes.
 *
 * @param subscription the active one (see {@link sortOut}); null: there is none
 */
export function judge(
  subscription: ProviderSubscription | null,
  before: EarlierStanding,
  now: string,
): Standing | null {
  const phase = subscription ? phaseOf(subscription.status) : 'not-begun';
  if (!subscription || phase === 'not-begun') return none(before, before.subscriptionId);
  if (phase === 'unknown') return null;
  const ended = subscription.cancelsAt !== null && Date.parse(subscription.cancelsAt) <= Date.parse(now);
  if (phase === 'over' || ended) return none(before, subscription.id);
  // The price in force is more reliable than the metadata, which may be older.
  const plan = subscription.plan ?? planOfBefore(subscription, before) ?? subscription.notedPlan;
  if (!plan) return null;
  return phase === 'paid' ? paid(subscription, plan) : failing(subscription, plan, before, now);
}

/** A price that is no longer configured keeps its earlier plan. */
function planOfBefore({ id }: ProviderSubscription, before: EarlierStanding): Plan | null {
  return before.subscriptionId === id && before.plan !== 'free' ? before.plan : null;
}

function none(before: EarlierStanding, subscriptionId: string | null): Standing {
  const status = subscriptionId === null ? before.status : 'canceled';
  const nothing = { until: null, cancelsAt: null, renewsAt: null, graceEndsAt: null, period: null, planned: null };
  return { subscriptionId, plan: 'free', status, isPaid: true, ...nothing };
}

function paid({ id, cancelsAt, period, isPaid, planned }: ProviderSubscription, plan: Plan): Standing {
  return {
    subscriptionId: id,
    plan,
    status: 'active',
    until: cancelsAt,
    cancelsAt,
    renewsAt: cancelsAt === null ? (period?.endsAt ?? null) : null,
    graceEndsAt: null,
    period,
    isPaid,
    // A cancellation takes precedence over any other change that is planned for the end of the period.
    planned: planned?.plan === plan || (cancelsAt !== null && planned?.at) ? null : planned,
  };
}

/** The days of grace are counted once, from when the failed payment was first reported. */
function failing(subscription: ProviderSubscription, plan: Plan, before: EarlierStanding, now: string): Standing {
  const { id, cancelsAt } = subscription;
  const isKnown = before.status === 'past_due' && before.subscriptionId === id;
  const graceEndsAt = (isKnown ? before.graceEndsAt : null) ?? after(now, GRACE_DAYS);
  const standing = { ...paid(subscription, plan), status: 'past_due', graceEndsAt, isPaid: false } as const;
  if (Date.parse(graceEndsAt) <= Date.parse(now)) {
    return { ...standing, plan: 'free', until: null, renewsAt: null, period: null, isPaid: true };
  }
  const endsEarlier = cancelsAt !== null && Date.parse(cancelsAt) < Date.parse(graceEndsAt);
  return { ...standing, until: endsEarlier ? cancelsAt : graceEndsAt };
}

function after(now: string, days: number): string {
  return new Date(Date.parse(now) + days * DAY).toISOString();
}

/** The active subscription of a customer, and those to cancel. */
export interface SortedOut {
  readonly counts: ProviderSubscription | null;
  readonly surplus: readonly ProviderSubscription[];
}

/** The preferred one first: paid before failing, failing before ended or not begun. */
const ORDER: readonly string[] = ['paid', 'failing', 'unknown', 'over', 'not-begun'];
const DEAD: readonly string[] = ['canceled', 'incomplete_expired'];

/** Which subscriptions are considered, by the time at which they began. */
export interface Counting {
  readonly isDeleted: boolean;
  /** The organization's last deletion; null: it was never deleted. */
  readonly deletedAt: string | null;
}

/**
 * An organization has one subscription. A second one (two checkouts that were open at the same time) is surplus. So
 * is every subscription of a deleted organization and, after a restore, every one that began before the deletion.
 */
export function sortOut(all: readonly ProviderSubscription[], { isDeleted, deletedAt }: Counting): SortedOut {
  const isOld = ({ begunAt }: ProviderSubscription): boolean =>
    isDeleted || (deletedAt !== null && Date.parse(begunAt) <= Date.parse(deletedAt));
  const [counts = null, ...others] = all.filter((subscription) => !isOld(subscription)).sort(betterFirst);
  const surplus = [
    ...all.filter((subscription) => isOld(subscription) && !DEAD.includes(subscription.status)),
    // One that has not begun belongs to an open checkout, and one that cannot be interpreted must not be cancelled.
    ...others.filter(({ status }) => !DEAD.includes(status) && !['unknown', 'not-begun'].includes(phaseOf(status))),
  ];
  return { counts, surplus };
}

/** Of two paid ones the older is preferred, because the second was opened by mistake; of two ended ones the newer. */
function betterFirst(a: ProviderSubscription, b: ProviderSubscription): number {
  const [first, second] = [phaseOf(a.status), phaseOf(b.status)];
  const age = Date.parse(a.begunAt) - Date.parse(b.begunAt) || (a.id < b.id ? -1 : 1);
  return ORDER.indexOf(first) - ORDER.indexOf(second) || (first === 'over' ? -age : age);
}
