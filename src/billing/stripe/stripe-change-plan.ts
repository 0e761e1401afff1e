import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/audit-log.js';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { Plan } from '../../access/plan.js';
import { Problem } from '../../platform/http/problem.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { OutboxDispatcher, messageOf, Outbox } from '../../platform/jobs/index.js';
import { checkoutRequired, planChangeInProgress } from '../billing.problems.js';
import type { StoredAccount } from '../credits/credit-account-rows.js';
import { CreditLedger } from '../credits/credit-ledger.js';
import type { BillingDto } from '../dto/billing.dto.js';
import { phaseOf, selectActive, type ProviderSubscription } from '../subscription/subscription-state.policy.js';
import { PaidSubscriptions, plannedChangeOf, type PaidSubscriptionRow } from '../subscription/paid-subscriptions.js';
import { planChangeActionFor, type CurrentPlan } from '../plans/plan-change-action.policy.js';
import { Subscriptions } from '../subscription/subscriptions.js';
import { callStripe } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { STRIPE_SYNC } from './stripe-events.js';
import { StripeSubscriptionUpdates } from './stripe-subscription-updates.js';
import { StripeSync } from './stripe-sync.js';

/** A change that was allowed and is to be made at Stripe. */
interface PreparedChange {
  readonly organizationId: OrganizationId;
  readonly chosen: Plan;
  readonly by: Actor;
  /** The stored state when it was allowed. */
  readonly row: PaidSubscriptionRow;
  readonly paidPlan: Plan;
  /** The enqueued reading, which runs in case this process crashes in between; null: Stripe is not called. */
  readonly enqueuedSyncId: string | null;
}

/** Stripe's state after the change; null: Stripe was not called. */
interface ChangeResult {
  readonly prepared: PreparedChange;
  readonly subscriptions: readonly ProviderSubscription[] | null;
}

/**
 * The owner's choice of a plan, where plans are paid. A larger plan is in force, with its credits, when the invoice
 * of the change is paid; a smaller one, and Free, at the end of the paid period.
 */
@Injectable()
export class StripeChangePlan {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly subscriptions: Subscriptions,
    private readonly paid: PaidSubscriptions,
    private readonly customers: StripeCustomers,
    private readonly updates: StripeSubscriptionUpdates,
    private readonly sync: StripeSync,
    private readonly outbox: Outbox,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  async changePlan(auth: AuthorizedContext, chosen: Plan): Promise<BillingDto> {
    return this.tenants.writeWithExternalCall(auth, {
      prepare: (tx) => this.prepare(tx, chosen, auth.actor),
      call: (prepared) => this.changeAtStripe(prepared),
      finish: async (tx, result) => {
        await this.finish(tx, result);
        return this.subscriptions.describeBilling(tx, await this.ledger.readCurrent(tx));
      },
    });
  }

  private async prepare(tx: TenantTransaction, chosen: Plan, by: Actor): Promise<PreparedChange> {
    const account = await this.ledger.lock(tx);
    const row = await this.paid.read(tx);
    if (row.is_changing) throw new Problem(planChangeInProgress, { retryAfter: 2 });
    await this.subscriptions.requireSeats(tx, account.account.plan, chosen);
    const action = planChangeActionFor(chosen, currentPlanOf(account, row));
    if (action === 'checkout-required') throw new Problem(checkoutRequired);
    const { organizationId } = tx;
    const prepared = { organizationId, chosen, by, row, paidPlan: account.account.paid.plan, enqueuedSyncId: null };
    if (action === 'nothing') return prepared;
    if (action === 'free-at-once') {
      await this.subscriptions.forcePlan(tx, 'free', null, by);
      return prepared;
    }
    await this.paid.startPlanChange(tx);
    return { ...prepared, enqueuedSyncId: this.outbox.enqueue(tx, messageOf(STRIPE_SYNC, { topUps: false })) };
  }

  private async changeAtStripe(prepared: PreparedChange): Promise<ChangeResult> {
    if (prepared.enqueuedSyncId === null) return { prepared, subscriptions: null };
    try {
      return { prepared, subscriptions: await callStripe(() => this.updateSubscription(prepared)) };
    } catch (error) {
      await this.abandonChange(prepared);
      throw error;
    }
  }

  /** Changes the subscription, and returns all of the customer's subscriptions afterwards. */
  private async updateSubscription({
    organizationId,
    chosen,
    paidPlan,
    row,
  }: PreparedChange): Promise<ProviderSubscription[]> {
    const customer = await this.customers.findCustomerId(organizationId);
    if (customer === null) throw new Problem(checkoutRequired);
    const known = row.provider_subscription_id;
    const listed = await this.sync.listOurs(organizationId, customer, known);
    const { active } = selectActive(await this.sync.readStates(listed), {
      isDeleted: false,
      deletedAt: row.paid_before,
    });
    const current = listed.find(({ id }) => id === active?.id);
    if (!current || !['paid', 'failing'].includes(phaseOf(current.status))) throw new Problem(checkoutRequired);
    await this.updates.changePlan(current, chosen, paidPlan);
    return this.sync.readOurs(organizationId, customer, known);
  }

  private async finish(tx: TenantTransaction, { prepared, subscriptions }: ChangeResult): Promise<void> {
    if (!subscriptions) return;
    // Null: a minute has passed meanwhile, and another reading was applied first. The enqueued reading applies the
    // newest state.
    await this.paid.applyReading(tx, subscriptions, prepared.row, prepared.by);
    await this.paid.finishPlanChange(tx);
  }

  /** Stripe refused or did not respond. Everything stays as it is until the enqueued reading applies Stripe's state. */
  private async abandonChange({ organizationId, enqueuedSyncId }: PreparedChange): Promise<void> {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      await this.ledger.lock(tx);
      await this.paid.finishPlanChange(tx);
    });
    if (enqueuedSyncId !== null) this.dispatcher.dispatch([enqueuedSyncId]);
  }
}

function currentPlanOf({ account }: StoredAccount, row: PaidSubscriptionRow): CurrentPlan {
  const { plan, paid } = account;
  const hasSubscription = row.provider_subscription_id !== null && row.status !== 'canceled';
  return {
    plan,
    paidPlan: hasSubscription ? paid.plan : null,
    isCancelling: row.cancels_at !== null,
    planned: plannedChangeOf(row),
  };
}
