import { MOST_TOPPED_UP } from '../dto/credits.dto.js';

/** Digits as we write them ourselves: anything else at Stripe was not written by us, and is not guessed at. */
const WHOLE = /^[1-9]\d{0,9}$/;

/** How many credits a checkout has bought; null: its metadata does not say so in the way in which we write it. */
export function creditsIn(metadata: Readonly<Record<string, string>> | null): number | null {
  const text = metadata?.['credits'] ?? '';
  const credits = WHOLE.test(text) ? Number(text) : 0;
  return credits >= 1 && credits <= MOST_TOPPED_UP ? credits : null;
}
