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

/** The features that are known to use credits. */
export const FEATURES: Readonly<Record<string, string>> = { assistant: 'AI assistant' };

/** The name of a feature that uses credits: `assistant` as "AI assistant", `call-summary` as "Call summary". */
export function featureName(feature: string): string {
  const words = feature.replace(/[-_.]+/g, ' ').trim();
  return FEATURES[feature] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who caused an entry. The plan grants credits and lets them expire, also where a person's change of the plan was the occasion. */
export function actorName({ kind, actor }: Pick<LedgerEntry, 'kind' | 'actor'>): string {
  if (kind === 'grant' || kind === 'lapse') return 'Plan';
  return actor.kind === 'system' ? 'System' : actor.name;
}

/** `+3,000`, `−5`, and a plain `0`. */
export function signed(credits: number): string {
  if (credits === 0) return '0';
  return `${credits > 0 ? '+' : '\u2212'}${Math.abs(credits).toLocaleString()}`;
}
