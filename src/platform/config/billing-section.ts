import type { BillingConfiguration, StripeConfiguration, StripePrices } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { required } from './required.js';
import type { Environment } from './variables.js';

const WITH_STRIPE = 'with Stripe: copy it from the dashboard, or set BILLING_PROVIDER=local.';

/** The billing provider: Stripe if its key is set or if it is named, else the local plans. */
export function loadBilling(variables: Environment, { production }: { production: boolean }): BillingConfiguration {
  if (production) {
    // Local plans are active without a payment; production must not use them because a key was forgotten.
    required(variables, 'BILLING_PROVIDER', 'in production: set it to stripe, or to local if no one pays.');
  }
  const provider = variables.BILLING_PROVIDER ?? (variables.STRIPE_SECRET_KEY === undefined ? 'local' : 'stripe');
  return provider === 'stripe' ? loadStripe(variables) : { provider };
}

function loadStripe(variables: Environment): StripeConfiguration {
  const stripe: StripeConfiguration = {
    provider: 'stripe',
    secretKey: required(variables, 'STRIPE_SECRET_KEY', WITH_STRIPE),
    webhookSecret: required(variables, 'STRIPE_WEBHOOK_SECRET', WITH_STRIPE),
    apiBase: variables.STRIPE_API_BASE ?? null,
    prices: {
      starter: required(variables, 'STRIPE_PRICE_STARTER', WITH_STRIPE),
      pro: required(variables, 'STRIPE_PRICE_PRO', WITH_STRIPE),
      enterprise: required(variables, 'STRIPE_PRICE_ENTERPRISE', WITH_STRIPE),
      credits: variables.STRIPE_PRICE_CREDITS ?? null,
    },
  };
  refuseSharedPrice(stripe.prices);
  return stripe;
}

/** The plan of a subscription is recognized by its price alone. */
function refuseSharedPrice({ starter, pro, enterprise, credits }: StripePrices): void {
  const problem = 'must be a price of its own: another STRIPE_PRICE_ variable has the same ID.';
  if (pro === starter) throw new ConfigurationError('STRIPE_PRICE_PRO', problem);
  if (enterprise === starter || enterprise === pro) throw new ConfigurationError('STRIPE_PRICE_ENTERPRISE', problem);
  if (credits !== null && [starter, pro, enterprise].includes(credits)) {
    throw new ConfigurationError('STRIPE_PRICE_CREDITS', problem);
  }
}
