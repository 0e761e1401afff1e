import type { Plan } from '../../access/plan.js';

/** A subscription as the payment provider reports it now. */
export interface ProviderSubscription {
  readonly id: string;
  /** The provider's own status. An unknown one changes nothing. */
  readonly status: string;
  /** The plan of its price; null when that price is not configured (any longer). */
  readonly plan: Plan | null;
  /** The plan in its metadata, set at the checkout or at the last change; null: none. */
  readonly metadataPlan: Plan | null;
  readonly startedAt: string;
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
export interface SubscriptionState {
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
export type StoredSubscriptionState = Pick<SubscriptionState, 'subscriptionId' | 'plan' | 'status' | 'graceEndsAt'>;

/** Days for which the plan stays in force after a failed payment. */
export const GRACE_DAYS = 7;
const DAY = 86_400_000;

/** What each status of the provider means; rule 14 of the contract. */
const PHASES = {
  active: 'paid',
  trialing: 'paid',
  past_due: 'failing',
  unpaid: 'ended',
  paused: 'ended',
  canceled: 'ended',
  incomplete_expired: 'ended',
  incomplete: 'not-started',
} as const;

type Phase = (typeof PHASES)[keyof typeof PHASES];

export function phaseOf(status: string): Phase | 'unknown' {
  return Object.hasOwn(PHASES, status) ? PHASES[status as keyof typeof PHASES] : 'unknown';
}

/**
 * The subscription's state by what the provider reports now, in whatever order events arrived. Null when the report
 * cannot be interpreted; then nothing changes.
 *
 * @param subscription the active one (see {@link selectActive}); null: there is none
 */
export function deriveSubscriptionState(
  subscription: ProviderSubscription | null,
  before: StoredSubscriptionState,
  now: string,
): SubscriptionState | null {
  const phase = subscription ? phaseOf(subscription.status) : 'not-started';
  if (!subscription || phase === 'not-started') return stateWithoutSubscription(before, before.subscriptionId);
  if (phase === 'unknown') return null;
  const ended = subscription.cancelsAt !== null && Date.parse(subscription.cancelsAt) <= Date.parse(now);
  if (phase === 'ended' || ended) return stateWithoutSubscription(before, subscription.id);
  // The price in force is more reliable than the metadata, which may be older.
  const plan = subscription.plan ?? storedPlanOf(subscription, before) ?? subscription.metadataPlan;
  if (!plan) return null;
  return phase === 'paid' ? paidState(subscription, plan) : pastDueState(subscription, plan, before, now);
}

/** A price that is no longer configured keeps its earlier plan. */
function storedPlanOf({ id }: ProviderSubscription, before: StoredSubscriptionState): Plan | null {
  return before.subscriptionId === id && before.plan !== 'free' ? before.plan : null;
}

function stateWithoutSubscription(before: StoredSubscriptionState, subscriptionId: string | null): SubscriptionState {
  const status = subscriptionId === null ? before.status : 'canceled';
  const nothing = { until: null, cancelsAt: null, renewsAt: null, graceEndsAt: null, period: null, planned: null };
  return { subscriptionId, plan: 'free', status, isPaid: true, ...nothing };
}

function paidState({ id, cancelsAt, period, isPaid, planned }: ProviderSubscription, plan: Plan): SubscriptionState {
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
function pastDueState(
  subscription: ProviderSubscription,
  plan: Plan,
  before: StoredSubscriptionState,
  now: string,
): SubscriptionState {
  const { id, cancelsAt } = subscription;
  const isKnown = before.status === 'past_due' && before.subscriptionId === id;
  const graceEndsAt = (isKnown ? before.graceEndsAt : null) ?? addDays(now, GRACE_DAYS);
  const state = { ...paidState(subscription, plan), status: 'past_due', graceEndsAt, isPaid: false } as const;
  if (Date.parse(graceEndsAt) <= Date.parse(now)) {
    return { ...state, plan: 'free', until: null, renewsAt: null, period: null, isPaid: true };
  }
  const endsEarlier = cancelsAt !== null && Date.parse(cancelsAt) < Date.parse(graceEndsAt);
  return { ...state, until: endsEarlier ? cancelsAt : graceEndsAt };
}

function addDays(now: string, days: number): string {
  return new Date(Date.parse(now) + days * DAY).toISOString();
}

/** The active subscription of a customer, and those to cancel. */
export interface ActiveSelection {
  readonly active: ProviderSubscription | null;
  readonly surplus: readonly ProviderSubscription[];
}

/** The preferred one first: paid before failing, failing before ended or not started. */
const PREFERENCE_ORDER: readonly string[] = ['paid', 'failing', 'unknown', 'ended', 'not-started'];
const ENDED_STATUSES: readonly string[] = ['canceled', 'incomplete_expired'];

/** The deletion of the organization, before which a subscription must not have started. */
export interface DeletionTimes {
  readonly isDeleted: boolean;
  /** The organization's last deletion; null: it was never deleted. */
  readonly deletedAt: string | null;
}

/**
 * An organization has one subscription. A second one (two checkouts that were open at the same time) is surplus. So
 * is every subscription of a deleted organization and, after a restore, every one that started before the deletion.
 */
export function selectActive(
  all: readonly ProviderSubscription[],
  { isDeleted, deletedAt }: DeletionTimes,
): ActiveSelection {
  const isOld = ({ startedAt }: ProviderSubscription): boolean =>
    isDeleted || (deletedAt !== null && Date.parse(startedAt) <= Date.parse(deletedAt));
  const [active = null, ...others] = all.filter((subscription) => !isOld(subscription)).sort(byPreference);
  const surplus = [
    ...all.filter((subscription) => isOld(subscription) && !ENDED_STATUSES.includes(subscription.status)),
    // One that has not started belongs to an open checkout, and one that cannot be interpreted must not be cancelled.
    ...others.filter(
      ({ status }) => !ENDED_STATUSES.includes(status) && !['unknown', 'not-started'].includes(phaseOf(status)),
    ),
  ];
  return { active, surplus };
}

/** Of two paid ones the older is preferred, because the second was opened by mistake; of two ended ones the newer. */
function byPreference(a: ProviderSubscription, b: ProviderSubscription): number {
  const [first, second] = [phaseOf(a.status), phaseOf(b.status)];
  const age = Date.parse(a.startedAt) - Date.parse(b.startedAt) || (a.id < b.id ? -1 : 1);
  return PREFERENCE_ORDER.indexOf(first) - PREFERENCE_ORDER.indexOf(second) || (first === 'ended' ? -age : age);
}
