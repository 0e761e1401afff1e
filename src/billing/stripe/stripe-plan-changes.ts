import { Injectable } from '@nestjs/common';
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
import { PaidSubscriptions, plannedIn, type PaidRow } from '../paid-subscriptions.js';
import { requestFor, type Subscribed } from '../plan-request.policy.js';
import { Subscriptions } from '../subscriptions.js';
import { askStripe } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { SYNC_JOB } from './stripe-events.js';
import { StripePlanRequests } from './stripe-plan-requests.js';
import { StripeSync } from './stripe-sync.js';

/** A change that was allowed and is to be made at Stripe. */
interface Prepared {
  readonly organizationId: OrganizationId;
  readonly chosen: Plan;
  readonly by: Actor;
  /** The stored state when it was allowed. */
  readonly row: PaidRow;
  readonly paidPlan: Plan;
  /** The enqueued reading, which runs in case this process crashes in between; null: Stripe is not called. */
  readonly owed: string | null;
}

/** Stripe's state after the change; null: Stripe was not called. */
interface Told {
  readonly prepared: Prepared;
  readonly subscriptions: readonly ProviderSubscription[] | null;
}

/**
 * The owner's choice of a plan, where plans are paid. A larger plan is in force, with its credits, when the invoice
 * of the change is paid; a smaller one, and Free, at the end of the paid period.
 */
@Injectable()
export class StripePlanChanges {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ledger: CreditLedger,
    private readonly subscriptions: Subscriptions,
    private readonly paid: PaidSubscriptions,
    private readonly customers: StripeCustomers,
    private readonly requests: StripePlanRequests,
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
    const request = requestFor(chosen, subscribed(account, row));
    if (request === 'checkout-required') throw new Problem(checkoutRequired);
    const { organizationId } = tx;
    const prepared = { organizationId, chosen, by, row, paidPlan: account.account.paid.plan, owed: null };
    if (request === 'nothing') return prepared;
    if (request === 'free-at-once') {
      await this.subscriptions.forcePlan(tx, 'free', null, by);
      return prepared;
    }
    await this.paid.beginChange(tx);
    return { ...prepared, owed: this.outbox.owe(tx, { queue: 'payments', name: SYNC_JOB, payload: {} }) };
  }

  private async ask(prepared: Prepared): Promise<Told> {
    if (prepared.owed === null) return { prepared, subscriptions: null };
    try {
      return { prepared, subscriptions: await askStripe(() => this.change(prepared)) };
    } catch (error) {
      await this.giveUp(prepared);
      throw error;
    }
  }

  /** Changes the subscription, and returns all of the customer's subscriptions afterwards. */
  private async change({ organizationId, chosen, paidPlan, row }: Prepared): Promise<ProviderSubscription[]> {
    const customer = await this.customers.find(organizationId);
    if (customer === null) throw new Problem(checkoutRequired);
    const known = row.provider_subscription_id;
    const listed = await this.sync.listOurs(organizationId, customer, known);
    const { counts } = sortOut(await this.sync.read(listed), { isDeleted: false, deletedAt: row.paid_before });
    const current = listed.find(({ id }) => id === counts?.id);
    if (!current || !['paid', 'failing'].includes(phaseOf(current.status))) throw new Problem(checkoutRequired);
    await this.requests.change(current, chosen, paidPlan);
    return this.sync.readOurs(organizationId, customer, known);
  }

  private async finish(tx: TenantTransaction, { prepared, subscriptions }: Told): Promise<void> {
    if (!subscriptions) return;
    // Null: a minute has passed meanwhile, and another reading was applied first. The enqueued reading applies the
    // newest state.
    await this.paid.apply(tx, subscriptions, prepared.row, prepared.by);
    await this.paid.endChange(tx);
  }

  /** Stripe refused or did not respond. Everything stays as it is until the enqueued reading applies Stripe's state. */
  private async giveUp({ organizationId, owed }: Prepared): Promise<void> {
    await this.tenants.visit(organizationId, async (tx) => {
      await this.ledger.lock(tx);
      await this.paid.endChange(tx);
    });
    if (owed !== null) this.relay.dispatch([owed]);
  }
}

function subscribed({ account }: StoredAccount, row: PaidRow): Subscribed {
  const { plan, paid } = account;
  const isThere = row.provider_subscription_id !== null && row.status !== 'canceled';
  return {
    plan,
    paidPlan: isThere ? paid.plan : null,
    isCancelling: row.cancels_at !== null,
    planned: plannedIn(row),
  };
}
