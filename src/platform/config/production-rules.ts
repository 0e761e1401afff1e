import { ConfigurationError } from './configuration-error.js';
import { isLoopbackOrigin, isPlainHttpElsewhere } from './formats/urls.js';
import { required } from './required.js';
import type { PlatformEnvironment } from './variables.js';

/** A signing secret with a shorter key than this can be guessed. */
const MIN_SIGNING_KEY_BYTES = 16;

/**
 * Refuses settings whose errors would be noticed in production only by their damage: links that do not work, emails that are
 * never delivered. Modules refuse theirs with the functions below.
 *
 * @throws {ConfigurationError} for the first variable that is wrong or missing
 */
export function refuseUnsafeProduction(variables: PlatformEnvironment): void {
  refusePublicUrl(variables);
  required(variables, 'SMTP_URL', 'in production: the embedded mail catcher delivers nothing.');
}

function refusePublicUrl(variables: PlatformEnvironment): void {
  const publicUrl = required(variables, 'PUBLIC_URL', 'in production: links in emails begin with it.');
  if (isLoopbackOrigin(publicUrl) || publicUrl.startsWith('https:')) return;
  throw new ConfigurationError(
    'PUBLIC_URL',
    'must begin with https:// in production, unless it is a loopback address.',
  );
}

/** Requests to it have a secret key in them. A replacement on this machine is reached without a network. */
export function refusePlainHttp(variable: string, address: string | null): void {
  if (address === null || !isPlainHttpElsewhere(address)) return;
  throw new ConfigurationError(
    variable,
    'must begin with https:// in production, unless it is a loopback address: the secret key is sent to it.',
  );
}

/** With a short key, anyone could sign. */
export function refuseShortKey(variable: string, bytes: number): void {
  if (bytes >= MIN_SIGNING_KEY_BYTES) return;
  throw new ConfigurationError(
    variable,
    `must hold a key of at least ${MIN_SIGNING_KEY_BYTES} bytes in production: copy it again, in full.`,
  );
}
