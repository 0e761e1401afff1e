import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { ifThere } from './stripe-client.js';

/** Cards and invoices; no change of plan and no cancellation, which would pass by the seats. */
const FEATURES = {
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  customer_update: { enabled: false },
  subscription_cancel: { enabled: false },
  subscription_update: { enabled: false },
} as const satisfies Stripe.BillingPortal.ConfigurationCreateParams.Features;

/** By this mark the service knows its own configuration among others of the account. */
const MARK = 'organization_management';
const VERSION = 'cards-and-invoices-1';

/** Stripe's portal, as far as this service opens it. */
@Injectable()
export class StripePortal {
  private configurationId: Promise<string> | null = null;

  constructor(private readonly stripe: Stripe) {}

  async open(customer: string, returnUrl: string): Promise<string> {
    const configuration = await this.configuration();
    const session = await this.stripe.billingPortal.sessions.create({ customer, configuration, return_url: returnUrl });
    return session.url;
  }

  /** Looked for once in a process; what somebody has switched on in it at Stripe is switched off again then. */
  private configuration(): Promise<string> {
    this.configurationId ??= this.findOrMake().catch((error: unknown) => {
      this.configurationId = null;
      throw error;
    });
    return this.configurationId;
  }

  private async findOrMake(): Promise<string> {
    const list = this.stripe.billingPortal.configurations.list({ active: true, limit: 100 });
    const known = (await ifThere(list.autoPagingToArray({ limit: 1_000 }))) ?? [];
    const own = known.find(({ metadata }) => metadata?.[MARK] === VERSION);
    const { id } = own
      ? await this.stripe.billingPortal.configurations.update(own.id, { features: FEATURES })
      : await this.stripe.billingPortal.configurations.create(
          { features: FEATURES, metadata: { [MARK]: VERSION } },
          { idempotencyKey: `portal-${VERSION}` },
        );
    return id;
  }
}
