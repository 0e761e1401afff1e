import { ConfigurationError } from '../platform/config/configuration-error.js';
import { readOrigin } from '../platform/config/formats/urls.js';
import { refusePlainHttp, refuseShortKey } from '../platform/config/production-rules.js';
import { required } from '../platform/config/required.js';
import { oneOf, readAs, token, type ValuesOf, type VariableSchemas } from '../platform/config/variable-schema.js';

/** Who charges for the plans. */
export interface BillingSettings {
  readonly billing: BillingConfiguration;
}

export type BillingConfiguration = LocalBillingConfiguration | StripeConfiguration;

interface LocalBillingConfiguration {
  readonly provider: 'local';
}

export interface StripeConfiguration {
  readonly provider: 'stripe';
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** `null`: Stripe's own. */
  readonly apiBase: string | null;
  readonly prices: StripePrices;
}

interface StripePrices {
  readonly starter: string;
  readonly pro: string;
  readonly enterprise: string;
  /** The price of one credit; `null`: top-ups answer 409 `top-ups-not-configured`. */
  readonly credits: string | null;
}

const price = token('the ID of a Stripe price (price_…, not the product: prod_…)', /^(?!prod_)[\w.-]+$/);

export const BILLING_VARIABLES = {
  BILLING_PROVIDER: oneOf(['local', 'stripe'], 'must be local or stripe.'),
  STRIPE_SECRET_KEY: token("Stripe's secret or restricted key (sk_… or rk_…)", /^[sr]k_[\x21-\x7e]+$/),
  STRIPE_WEBHOOK_SECRET: token("the webhook endpoint's signing secret (whsec_…)", /^whsec_[\x21-\x7e]+$/),
  // Its client calls paths below /v1 of a host, and no others.
  STRIPE_API_BASE: readAs(
    (text) => readOrigin(text.replace(/\/v1\/?$/, '')),
    "must be the address of Stripe's API, written like https://host, without path, user, query or fragment.",
  ),
  STRIPE_PRICE_STARTER: price,
  STRIPE_PRICE_PRO: price,
  STRIPE_PRICE_ENTERPRISE: price,
  STRIPE_PRICE_CREDITS: price,
} as const satisfies VariableSchemas;

export type BillingEnvironment = ValuesOf<typeof BILLING_VARIABLES>;

const WITH_STRIPE = 'with Stripe: copy it from the dashboard, or set BILLING_PROVIDER=local.';

/** The billing provider: Stripe if its key is set or if it is named, else the local plans. */
export function loadBilling(variables: BillingEnvironment, { production }: { production: boolean }): BillingSettings {
  if (production) {
    // Local plans are active without a payment; production must not use them because a key was forgotten.
    required(variables, 'BILLING_PROVIDER', 'in production: set it to stripe, or to local if no one pays.');
  }
  const provider = variables.BILLING_PROVIDER ?? (variables.STRIPE_SECRET_KEY === undefined ? 'local' : 'stripe');
  return { billing: provider === 'stripe' ? loadStripe(variables) : { provider } };
}

function loadStripe(variables: BillingEnvironment): StripeConfiguration {
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

/** @throws {ConfigurationError} for a secret key that crosses a network unencrypted, and webhooks that anyone could sign */
export function refuseUnsafeBilling(billing: BillingConfiguration): void {
  if (billing.provider !== 'stripe') return;
  refusePlainHttp('STRIPE_API_BASE', billing.apiBase);
  refuseShortKey('STRIPE_WEBHOOK_SECRET', Buffer.byteLength(billing.webhookSecret));
}
