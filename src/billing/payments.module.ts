import { Global, Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import Stripe from 'stripe';
import type { RunningConfiguration, StripeConfiguration } from '../platform/config/configuration.js';
import { BillingModule } from './billing.module.js';
import { LocalPayments, Payments } from './payments.js';
import { StripeCheckout } from './stripe/stripe-checkout.js';
import { createStripe, STRIPE_CONFIGURATION } from './stripe/stripe-client.js';
import { StripeCustomers } from './stripe/stripe-customers.js';
import { StripePayments } from './stripe/stripe-payments.js';
import { StripePlanChanges } from './stripe/stripe-plan-changes.js';
import { StripePlans } from './stripe/stripe-plans.js';
import { StripePortal } from './stripe/stripe-portal.js';
import { StripePrices } from './stripe/stripe-prices.js';
import { StripeSync } from './stripe/stripe-sync.js';
import { StripeTopUps } from './stripe/stripe-top-ups.js';
import { StripeWebhookController } from './stripe/stripe-webhook.controller.js';
import { StripeWebhooks } from './stripe/stripe-webhooks.js';
import { StripeJobs } from './stripe/stripe.job.js';

/** Who is paid. Of the providers only the chosen one exists, its webhook included. */
@Global()
@Module({})
export class PaymentsModule {
  static with({ billing }: RunningConfiguration): DynamicModule {
    const { controllers = [], providers = [] } = billing.provider === 'stripe' ? withStripe(billing) : LOCAL;
    return { module: PaymentsModule, imports: [BillingModule], controllers, providers, exports: [Payments] };
  }
}

const LOCAL: ModuleMetadata = { providers: [{ provide: Payments, useClass: LocalPayments }] };

function withStripe(configuration: StripeConfiguration): ModuleMetadata {
  return {
    controllers: [StripeWebhookController],
    providers: [
      { provide: STRIPE_CONFIGURATION, useValue: configuration },
      { provide: Stripe, useValue: createStripe(configuration) },
      { provide: Payments, useClass: StripePayments },
      StripeCheckout,
      StripeCustomers,
      StripeJobs,
      StripePlanChanges,
      StripePlans,
      StripePortal,
      StripePrices,
      StripeSync,
      StripeTopUps,
      StripeWebhooks,
    ],
  };
}
