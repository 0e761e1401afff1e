import type { ModuleMetadata } from '@nestjs/common';
import Stripe from 'stripe';
import type { StripeConfiguration } from '../billing-configuration.js';
import { Payments } from '../subscription/payments.js';
import { StripeCheckout } from './stripe-checkout.js';
import { createStripe, STRIPE_CONFIGURATION } from './stripe-client.js';
import { StripeCustomers } from './stripe-customers.js';
import { StripeInvoices } from './stripe-invoices.js';
import { StripePayments } from './stripe-payments.js';
import { StripeChangePlan } from './stripe-change-plan.js';
import { StripeSubscriptionUpdates } from './stripe-subscription-updates.js';
import { StripePlans } from './stripe-plans.js';
import { StripePortal } from './stripe-portal.js';
import { StripePrices } from './stripe-prices.js';
import { StripeSync } from './stripe-sync.js';
import { StripeTopUps } from './stripe-top-ups.js';
import { StripeWebhookController } from './stripe-webhook.controller.js';
import { StripeWebhooks } from './stripe-webhooks.js';
import { StripeJobs } from './stripe.job.js';

/** The providers, controllers and jobs of payments through Stripe. */
export function withStripe(configuration: StripeConfiguration): ModuleMetadata {
  return {
    controllers: [StripeWebhookController],
    providers: [
      { provide: STRIPE_CONFIGURATION, useValue: configuration },
      { provide: Stripe, useValue: createStripe(configuration) },
      { provide: Payments, useClass: StripePayments },
      StripeCheckout,
      StripeCustomers,
      StripeInvoices,
      StripeJobs,
      StripeChangePlan,
      StripeSubscriptionUpdates,
      StripePlans,
      StripePortal,
      StripePrices,
      StripeSync,
      StripeTopUps,
      StripeWebhooks,
    ],
  };
}
