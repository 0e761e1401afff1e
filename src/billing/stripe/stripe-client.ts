import Stripe from 'stripe';
import type { StripeConfiguration } from '../billing-configuration.js';
import { Problem, serviceUnavailable } from '../../platform/http/problem.js';
import { logger } from '../../platform/logging/logger.js';

/** Nest's injection token of the {@link StripeConfiguration}; only provided with Stripe. */
export const STRIPE_CONFIGURATION = Symbol('STRIPE_CONFIGURATION');

/**
 * The version of Stripe's API that is used, regardless of the account's default. The library's types are of this
 * version.
 */
const API_VERSION = '2026-10-28.endive';

/**
 * Three tries of this length, with the pauses between them, end before another request may change the same plan (one
 * minute).
 */
const TIMEOUT_MS = 10_000;
const RETRIES = 2;
const RETRY_AFTER_SECONDS = 5;

/** Creates Stripe's client. It retries calls without a response under the same idempotency key. */
export function createStripe({ secretKey, apiBase }: StripeConfiguration): Stripe {
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    timeout: TIMEOUT_MS,
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
 * Makes a call to Stripe on behalf of a request.
 *
 * @throws 503 `service-unavailable` when Stripe does not respond, or responds with an error
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    // Its message may contain what a user entered.
    const { type, code, param, statusCode, requestId } = error;
    logger.warn({ type, code, param, statusCode, stripeRequestId: requestId }, 'A call to Stripe failed.');
    throw new Problem(serviceUnavailable, {
      detail: 'The payment provider is not responding. Try again in a few seconds.',
      retryAfter: RETRY_AFTER_SECONDS,
    });
  }
}

/** Null when Stripe does not have (or no longer has) the resource. */
export async function nullIfNotFound<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.statusCode === 404) return null;
    throw error;
  }
}

/** Stripe's seconds as an ISO time. */
export function timeOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

/** The ID of something that Stripe returns either as an ID or expanded. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
