import type { Plan } from '../platform/database/tenancy.js';

/** A subscription as the payment provider has it now. */
export interface ProviderSubscription {
  readonly id: string;
  /** In the provider's own words; one that we do not know changes nothing. */
  readonly status: string;
  /** By its price; null where that is not configured (any more). */
  readonly plan: Plan | null;
  /** What was noted at the checkout or the last change; null: nothing. */
  readonly notedPlan: Plan | null;
  readonly begunAt: string;
  /** When it ends because somebody asked for that; null: it goes on. */
  readonly cancelsAt: string | null;
  readonly period: { readonly startsAt: string; readonly endsAt: string } | null;
  /** Whether that period is paid: a new one begins at the provider before its invoice is. */
  readonly isPaid: boolean;
  readonly planned: PlannedChange | null;
}

/** A change of the plan that is not in force yet. */
export interface PlannedChange {
  readonly plan: Plan;
  /** When it will be; null: as soon as its invoice is paid. */
  readonly at: string | null;
}

/** Where an organization's subscription stands. */
export interface Standing {
  readonly subscriptionId: string | null;
  /** What it gives. */
  readonly plan: Plan;
  readonly status: 'active' | 'past_due' | 'canceled';
  /** When the plan ends by itself, should nothing else be heard until then. */
  readonly until: string | null;
  readonly cancelsAt: string | null;
  readonly renewsAt: string | null;
  readonly graceEndsAt: string | null;
  readonly period: ProviderSubscription['period'];
  /** Whether the period is paid for: its credits are granted then, never before. */
  readonly isPaid: boolean;
  readonly planned: PlannedChange | null;
}

/** What is remembered of the standing before. */
export type EarlierStanding = Pick<Standing, 'subscriptionId' | 'plan' | 'status' | 'graceEndsAt'>;

/** Days for which everything goes on after a payment failed. */
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
 * Where the organization stands by what the provider says now, in whatever order that was told. Null: it says something that we
 * cannot read, and everything stays as it is.
 *
 * @param subscription the one that counts (see {@link sortOut}); null: there is none
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
  // What is in force tells better than what was noted: that may be older.
  const plan = subscription.plan ?? planOfBefore(subscription, before) ?? subscription.notedPlan;
  if (!plan) return null;
  return phase === 'paid' ? paid(subscription, plan) : failing(subscription, plan, before, now);
}

/** A price that we do not know any more goes on to stand for the plan that it stood for. */
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
    // A cancellation comes before whatever else was planned for the period's end.
    planned: planned?.plan === plan || (cancelsAt !== null && planned?.at) ? null : planned,
  };
}

/** Days of grace are counted once, from when the failure was first heard of. */
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

/** Which of a customer's subscriptions counts, and which are to be cancelled. */
export interface SortedOut {
  readonly counts: ProviderSubscription | null;
  readonly surplus: readonly ProviderSubscription[];
}

/** The better one first: what is paid before what fails, what fails before what is over or has not begun. */
const ORDER: readonly string[] = ['paid', 'failing', 'unknown', 'over', 'not-begun'];
const DEAD: readonly string[] = ['canceled', 'incomplete_expired'];

/** From when on subscriptions count. */
export interface Counting {
  readonly isDeleted: boolean;
  /** The organization's last deletion; null: it never was deleted. */
  readonly deletedAt: string | null;
}

/**
 * An organization has one subscription. A second one (two checkouts that were open at once) is surplus, and so is every one of
 * a deleted organization, and whatever began before its deletion when it was restored.
 */
export function sortOut(all: readonly ProviderSubscription[], { isDeleted, deletedAt }: Counting): SortedOut {
  const isOld = ({ begunAt }: ProviderSubscription): boolean =>
    isDeleted || (deletedAt !== null && Date.parse(begunAt) <= Date.parse(deletedAt));
  const [counts = null, ...others] = all.filter((subscription) => !isOld(subscription)).sort(betterFirst);
  const surplus = [
    ...all.filter((subscription) => isOld(subscription) && !DEAD.includes(subscription.status)),
    // One that has not begun is somebody at the checkout, and what we cannot read is not ours to end.
    ...others.filter(({ status }) => !DEAD.includes(status) && !['unknown', 'not-begun'].includes(phaseOf(status))),
  ];
  return { counts, surplus };
}

/** Of two that are paid the older one, since the second is the mistake; of two that are over the younger one. */
function betterFirst(a: ProviderSubscription, b: ProviderSubscription): number {
  const [first, second] = [phaseOf(a.status), phaseOf(b.status)];
  const age = Date.parse(a.begunAt) - Date.parse(b.begunAt) || (a.id < b.id ? -1 : 1);
  return ORDER.indexOf(first) - ORDER.indexOf(second) || (first === 'over' ? -age : age);
}
