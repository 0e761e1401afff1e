import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import type { Actor } from '../../audit/audit-log.js';
import type { Entry } from '../../access/entry.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { Plan } from '../../platform/database/tenancy.js';
import { Problem } from '../../platform/http/problem.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { JobRelay, Outbox } from '../../platform/jobs/index.js';
import { checkoutRequired, planChangeInProgress } from '../billing.problems.js';
import type { StoredAccount } from '../credit-account-rows.js';
import { CreditLedger } from '../credit-ledger.js';
import type { BillingDto } from '../dto/billing.dto.js';
import { phaseOf, sortOut, type ProviderSubscription } from '../life-cycle.policy.js';
import { PaidSubscriptions, type PaidRow, type ReadingBegun } from '../paid-subscriptions.js';
import { requestFor, type PlanRequest } from '../plan-request.policy.js';
import { isSmaller } from '../plans.js';
import { Subscriptions } from '../subscriptions.js';
import { askStripe } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { SYNC_JOB } from './stripe-events.js';
import { StripePlans } from './stripe-plans.js';
import { StripeSync } from './stripe-sync.js';

/** A change that was allowed and is to be asked for at Stripe. */
interface Prepared {
  readonly organizationId: OrganizationId;
  readonly chosen: Plan;
  readonly request: PlanRequest['kind'];
  readonly begun: ReadingBegun;
  readonly by: Actor;
  readonly deletedAt: string | null;
  /** The plan to go back to, should Stripe refuse; null: it was left as it is. */
  readonly before: Plan | null;
  readonly owed: string | null;
}

/** What Stripe says after the change; null: there was nothing to ask. */
interface Told {
  readonly prepared: Prepared;
  readonly subscriptions: readonly ProviderSubscription[] | null;
}

/**
 * The owner's choice of a plan, where plans are paid for. A larger plan is in force when Stripe has confirmed it; a smaller one
 * at once, so that nobody takes a seat meanwhile that it does not have, and it is taken back should Stripe refuse.
 */
@Injectable()
export class StripePlanChanges {
  constructor(
    private readonly stripe: Stripe,
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly subscriptions: Subscriptions,
    private readonly paid: PaidSubscriptions,
    private readonly customers: StripeCustomers,
    private readonly plans: StripePlans,
    private readonly sync: StripeSync,
    private readonly outbox: Outbox,
    private readonly relay: JobRelay,
  ) {}

  async choose(entry: Entry, chosen: Plan): Promise<BillingDto> {
    return this.tenants.writeAsking(entry, {
      prepare: (tx) => this.prepare(tx, chosen, entry.actor),
      ask: (prepared) => this.ask(prepared),
      finish: async (tx, told) => {
        await this.finish(tx, told);
        return this.subscriptions.describe(tx, await this.ledger.current(tx));
      },
    });
  }

  private async prepare(tx: TenantTransaction, chosen: Plan, by: Actor): Promise<Prepared> {
    const account = await this.ledger.lock(tx);
    const row = await this.paid.read(tx);
    if (row.is_changing) throw new Problem(planChangeInProgress, { retryAfter: 2 });
    await this.subscriptions.requireSeats(tx, account.account.plan, chosen);
    const { kind } = requestFor(chosen, subscribed(account, row));
    if (kind === 'checkout-required') throw new Problem(checkoutRequired);
    const { organizationId } = tx;
    const prepared = {
      organizationId,
      chosen,
      request: kind,
      begun: row,
      by,
      deletedAt: row.paid_before,
      before: null,
      owed: null,
    };
    if (kind === 'nothing') return prepared;
    if (kind === 'free-at-once') {
      await this.subscriptions.forcePlan(tx, 'free', null, by);
      return prepared;
    }
    await this.paid.beginChange(tx);
    // Should this process die before it is done, what Stripe says then counts.
    const owed = this.outbox.owe(tx, { queue: 'payments', name: SYNC_JOB, payload: {} });
    const { paid, plan, planReturn } = account.account;
    const isOwn = planReturn !== null || plan === paid.plan;
    const isEarly = kind === 'change' && isOwn && isSmaller(chosen, plan);
    if (isEarly) await this.paid.assume(tx, account, chosen, by);
    return { ...prepared, owed, before: isEarly ? paid.plan : null };
  }

  private async ask(prepared: Prepared): Promise<Told> {
    if (prepared.owed === null) return { prepared, subscriptions: null };
    try {
      return { prepared, subscriptions: await askStripe(() => this.change(prepared)) };
    } catch (error) {
      await this.takeBack(prepared);
      throw error;
    }
  }

  /** Changes the subscription and answers all of them as they are then. */
  private async change(prepared: Prepared): Promise<ProviderSubscription[]> {
    const customer = await this.customers.find(prepared.organizationId);
    const listed = customer === null ? [] : await this.sync.listAll(customer);
    const all = listed.map((subscription) => this.plans.read(subscription));
    const { counts } = sortOut(all, { isDeleted: false, deletedAt: prepared.deletedAt });
    const current = listed.find(({ id }) => id === counts?.id);
    if (!current || !['paid', 'failing'].includes(phaseOf(current.status))) throw new Problem(checkoutRequired);
    const changed = this.plans.read(await this.update(current, prepared));
    return all.map((subscription) => (subscription.id === changed.id ? changed : subscription));
  }

  private async update(current: Stripe.Subscription, { request, chosen }: Prepared): Promise<Stripe.Subscription> {
    if (request === 'cancel' || chosen === 'free') {
      return this.stripe.subscriptions.update(current.id, { cancel_at_period_end: true });
    }
    const item = this.plans.itemOf(current);
    if (!item) throw new Problem(checkoutRequired);
    // An end on some other day, set at Stripe, is taken back by its own field.
    const isOnOtherDay = current.cancel_at && !current.cancel_at_period_end;
    return this.stripe.subscriptions.update(current.id, {
      items: [{ id: item.id, price: this.plans.priceOf(chosen), quantity: 1 }],
      metadata: { plan: chosen },
      proration_behavior: 'create_prorations',
      ...(isOnOtherDay ? { cancel_at: '' } : { cancel_at_period_end: false }),
    });
  }

  private async finish(tx: TenantTransaction, { prepared, subscriptions }: Told): Promise<void> {
    if (!subscriptions) return;
    // Null: a minute has passed meanwhile, and another reading came first. What is owed brings the newest one.
    await this.paid.apply(tx, subscriptions, prepared.begun, prepared.by);
    await this.paid.endChange(tx);
  }

  /** Stripe refused, or nobody knows. All is as before, until the reading that is owed says how it is. */
  private async takeBack({ organizationId, before, by, owed }: Prepared): Promise<void> {
    await this.tenants.visit(organizationId, async (tx) => {
      const account = await this.ledger.lock(tx);
      if (before !== null) await this.paid.assume(tx, account, before, by);
      await this.paid.endChange(tx);
    });
    if (owed !== null) this.relay.dispatch([owed]);
  }
}

function subscribed({ account }: StoredAccount, row: PaidRow) {
  const { plan, paid } = account;
  const isThere = row.provider_subscription_id !== null && row.status !== 'canceled';
  return { plan, paidPlan: isThere ? paid.plan : null, isCancelling: row.cancels_at !== null };
}
