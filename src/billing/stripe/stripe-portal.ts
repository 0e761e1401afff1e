import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { nullIfNotFound } from './stripe-client.js';

/** Cards and invoices only. Changing the plan or cancelling in the portal would bypass the check of the seats. */
const FEATURES = {
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  customer_update: { enabled: false },
  subscription_cancel: { enabled: false },
  subscription_update: { enabled: false },
} as const satisfies Stripe.BillingPortal.ConfigurationCreateParams.Features;

/** Identifies the service's own configuration among others of the account. */
const METADATA_KEY = 'organization_management';
const VERSION = 'cards-and-invoices-1';

/** Stripe's billing portal. */
@Injectable()
export class StripePortal {
  private configurationId: Promise<string> | null = null;

  constructor(private readonly stripe: Stripe) {}

  async open(customer: string, returnUrl: string): Promise<string> {
    const configuration = await this.configuration();
    const session = await this.stripe.billingPortal.sessions.create({ customer, configuration, return_url: returnUrl });
    return session.url;
  }

  /** Read once in each process. Features that were switched on in it at Stripe are switched off again then. */
  private configuration(): Promise<string> {
    this.configurationId ??= this.findOrCreateConfiguration().catch((error: unknown) => {
      this.configurationId = null;
      throw error;
    });
    return this.configurationId;
  }

  private async findOrCreateConfiguration(): Promise<string> {
    const list = this.stripe.billingPortal.configurations.list({ active: true, limit: 100 });
    const known = (await nullIfNotFound(list.autoPagingToArray({ limit: 1_000 }))) ?? [];
    const own = known.find(({ metadata }) => metadata?.[METADATA_KEY] === VERSION);
    const { id } = own
      ? await this.stripe.billingPortal.configurations.update(own.id, { features: FEATURES })
      : await this.stripe.billingPortal.configurations.create(
          { features: FEATURES, metadata: { [METADATA_KEY]: VERSION } },
          { idempotencyKey: `portal-${VERSION}` },
        );
    return id;
  }
}
