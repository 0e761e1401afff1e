import type { BillingConfiguration, IdentityConfiguration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { isLoopbackOrigin, isPlainHttpElsewhere } from './formats/urls.js';
import { required } from './required.js';
import type { Environment, VariableName } from './variables.js';

/** A signing secret with a shorter key than this can be guessed. */
const MIN_SIGNING_KEY_BYTES = 16;

interface Providers {
  readonly identity: IdentityConfiguration;
  readonly billing: BillingConfiguration;
}

/**
 * Refuses settings whose errors would be noticed in production only by their damage: links that do not work, emails that are
 * never delivered, secrets that cross a network unencrypted, webhooks that anyone could sign.
 *
 * @throws {ConfigurationError} for the first variable that is wrong or missing
 */
export function refuseUnsafeProduction(variables: Environment, { identity, billing }: Providers): void {
  refusePublicUrl(variables);
  required(variables, 'SMTP_URL', 'in production: the embedded mail catcher delivers nothing.');
  if (identity.provider === 'clerk') {
    refusePlainHttp('CLERK_API_URL', identity.apiUrl);
    refuseShortKey('CLERK_WEBHOOK_SIGNING_SECRET', clerkKeyBytes(identity.webhookSigningSecret));
  }
  if (billing.provider === 'stripe') {
    refusePlainHttp('STRIPE_API_BASE', billing.apiBase);
    refuseShortKey('STRIPE_WEBHOOK_SECRET', Buffer.byteLength(billing.webhookSecret));
  }
}

function refusePublicUrl(variables: Environment): void {
  const publicUrl = required(variables, 'PUBLIC_URL', 'in production: links in emails begin with it.');
  if (isLoopbackOrigin(publicUrl) || publicUrl.startsWith('https:')) return;
  throw new ConfigurationError(
    'PUBLIC_URL',
    'must begin with https:// in production, unless it is a loopback address.',
  );
}

/** Requests to it have a secret key in them. A replacement on this machine is reached without a network. */
function refusePlainHttp(variable: VariableName, address: string | null): void {
  if (address === null || !isPlainHttpElsewhere(address)) return;
  throw new ConfigurationError(
    variable,
    'must begin with https:// in production, unless it is a loopback address: the secret key is sent to it.',
  );
}

function refuseShortKey(variable: VariableName, bytes: number): void {
  if (bytes >= MIN_SIGNING_KEY_BYTES) return;
  throw new ConfigurationError(
    variable,
    `must hold a key of at least ${MIN_SIGNING_KEY_BYTES} bytes in production: copy it again, in full.`,
  );
}

/** Clerk's signing key is the Base64 after the prefix; Stripe's is the whole text. */
function clerkKeyBytes(secret: string): number {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length;
}
