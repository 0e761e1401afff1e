import type { LedgerEntry } from './queries';

/** The name of each kind of credit activity. */
export const KIND_LABELS: Readonly<Record<LedgerEntry['kind'], string>> = {
  grant: 'Plan credits',
  lapse: 'Expired',
  top_up: 'Purchased',
  debit: 'Used',
  refund: 'Refunded',
  adjustment: 'Adjusted by support',
};

const FEATURES: Readonly<Record<string, string>> = { assistant: 'AI assistant' };

/** The name of a feature that uses credits: `assistant` as "AI assistant", `call-summary` as "Call summary". */
export function featureName(feature: string): string {
  const words = feature.replace(/[-_.]+/g, ' ').trim();
  return FEATURES[feature] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** `+3,000`, `−5`, and a plain `0`. */
export function signed(credits: number): string {
  if (credits === 0) return '0';
  return `${credits > 0 ? '+' : '\u2212'}${Math.abs(credits).toLocaleString()}`;
}
