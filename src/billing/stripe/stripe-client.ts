import Stripe from 'stripe';
import type { StripeConfiguration } from '../../platform/config/configuration.js';
import { Problem, serviceUnavailable } from '../../platform/http/problem.js';
import { logger } from '../../platform/logging/logger.js';

/** Nest's token for the {@link StripeConfiguration}; only there with Stripe. */
export const STRIPE_CONFIGURATION = Symbol('STRIPE_CONFIGURATION');

/** The version of Stripe's API that we speak, whatever the account's own is. The library's types are of this one. */
const API_VERSION = '2026-10-28.endive';

/** Three tries of so long, and the pauses between them, end before anybody else may change the same plan (one minute). */
const ANSWER_LIMIT = 10_000;
const RETRIES = 2;
const RETRY_AFTER = 5;

/** Stripe's own client. It repeats what got no answer, each time under the same idempotency key. */
export function createStripe({ secretKey, apiBase }: StripeConfiguration): Stripe {
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    timeout: ANSWER_LIMIT,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(apiBase === null ? {} : addressOf(new URL(apiBase))),
  });
}

function addressOf({ hostname, port, protocol }: URL) {
  const isPlain = protocol === 'http:';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port || (isPlain ? 80 : 443),
    protocol: isPlain ? ('http' as const) : ('https' as const),
  };
}

/**
 * A call to Stripe on behalf of a request.
 *
 * @throws 503 `service-unavailable` when Stripe does not answer, or not with what was asked for
 */
export async function askStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    // Its message may quote what somebody entered.
    const { type, code, param, statusCode, requestId } = error;
    logger.warn({ type, code, param, statusCode, stripeRequestId: requestId }, 'Stripe refused or did not answer.');
    throw new Problem(serviceUnavailable, {
      detail: 'The payment provider did not answer as it should. Try again in a few seconds.',
      retryAfter: RETRY_AFTER,
    });
  }
}

/** Null where there is no such thing at Stripe (any more). */
export async function ifThere<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.statusCode === 404) return null;
    throw error;
  }
}

/** Stripe's seconds as one of our times. */
export function timeOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

/** The id of what is answered as an id or as the whole thing. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
