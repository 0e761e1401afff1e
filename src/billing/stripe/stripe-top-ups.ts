import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { SYSTEM } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { logger } from '../../platform/logging/logger.js';
import { Credits } from '../credits/credits.service.js';
import { idOf, nullIfNotFound } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { creditsIn } from './top-up.policy.js';

const PAID = new Set<string>(['paid', 'no_payment_required']);
/** Longer than any payment method takes to be confirmed, and than Stripe retries an event. */
const LOOKBACK_SECONDS = 30 * 86_400;
const MAX_CHECKOUTS = 10_000;

/** Adds credits that were bought: once for each paid checkout, however often the payment is reported. */
@Injectable()
export class StripeTopUps {
  constructor(
    private readonly stripe: Stripe,
    private readonly tenants: TenantDatabase,
    private readonly customers: StripeCustomers,
    private readonly credits: Credits,
  ) {}

  /**
   * Adds the credits of a checkout, if it belongs to this customer, is about credits, and is paid.
   *
   * @param isPaid the signed event says so, which cannot be undone
   */
  async addCreditsOfCheckout(
    organizationId: OrganizationId,
    { customer, session: id, isPaid }: { customer: string; session: string; isPaid: boolean },
  ): Promise<void> {
    const session = await nullIfNotFound(this.stripe.checkout.sessions.retrieve(id));
    if (session && idOf(session.customer) === customer) await this.addIfPaid(organizationId, session, isPaid);
  }

  /** Adds the credits of checkouts whose event was lost. */
  async addMissingCredits(organizationId: OrganizationId): Promise<void> {
    const customer = await this.customers.findCustomerId(organizationId);
    if (customer === null) return;
    const since = Math.floor(Date.now() / 1_000) - LOOKBACK_SECONDS;
    const list = this.stripe.checkout.sessions.list({ customer, created: { gte: since }, limit: 100 });
    const sessions = await nullIfNotFound(list.autoPagingToArray({ limit: MAX_CHECKOUTS }));
    for (const session of sessions ?? []) await this.addIfPaid(organizationId, session, false);
  }

  private async addIfPaid(
    organizationId: OrganizationId,
    session: Stripe.Checkout.Session,
    isPaid: boolean,
  ): Promise<void> {
    if (session.mode !== 'payment' || !(isPaid || PAID.has(session.payment_status))) return;
    // The same customer may pay for other products of the operator, whose checkouts are ignored.
    if (session.metadata?.['organization_id'] !== organizationId) return;
    const credits = creditsIn(session.metadata);
    if (credits === null) {
      logger.error(
        { organizationId, session: session.id },
        'A paid checkout for credits could not be interpreted. No credits were added.',
      );
      return;
    }
    await this.tenants.runAsSystem(organizationId, (tx) => this.credits.topUp(tx, credits, session.id, SYSTEM));
  }
}
