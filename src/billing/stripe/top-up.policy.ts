import { MAX_TOP_UP } from '../dto/credits.dto.js';

/** Digits as this service writes them. Anything else at Stripe was not written by this service and is not interpreted. */
const WHOLE = /^[1-9]\d{0,9}$/;

/**
 * The number of credits that a checkout has bought; null: its metadata does not have it in the form in which this
 * service writes it.
 */
export function creditsIn(metadata: Readonly<Record<string, string>> | null): number | null {
  const text = metadata?.['credits'] ?? '';
  const credits = WHOLE.test(text) ? Number(text) : 0;
  return credits >= 1 && credits <= MAX_TOP_UP ? credits : null;
}
