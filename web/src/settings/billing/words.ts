import type { Schemas } from '../../api/client';
import { formatMoney } from '../../ui/money';
import { count } from '../../ui/words';
import type { LedgerEntry } from './queries';

/** A movement of credits as people read it. */
export const KIND_WORDS: Readonly<Record<LedgerEntry['kind'], string>> = {
  grant: 'Granted by the plan',
  lapse: 'Lapsed at the end of the period',
  top_up: 'Bought',
  debit: 'Used',
  refund: 'Given back',
  adjustment: 'Adjusted by support',
};

const FEATURES: Readonly<Record<string, string>> = { assistant: 'AI assistant' };

/** What took credits: `assistant` as "AI assistant", `call-summary` as "Call summary". */
export function featureName(feature: string): string {
  const words = feature.replace(/[-_.]+/g, ' ').trim();
  return FEATURES[feature] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** `+3,000`, `−5`, and a plain `0`. */
export function signed(credits: number): string {
  if (credits === 0) return '0';
  return `${credits > 0 ? '+' : '\u2212'}${Math.abs(credits).toLocaleString()}`;
}

type PlanDto = Schemas['PlanDto'];

/** "€49.00 a month"; null where nothing is to be paid or nobody has named a price. */
export function priceOf({ price }: Pick<PlanDto, 'price'>): string | null {
  return price === null ? null : `${formatMoney(price)} a ${price.interval}`;
}

/** "10 seats". */
export function seatsOf({ seats }: Pick<PlanDto, 'seats'>): string {
  return seats === null ? 'Unlimited seats' : count(seats, 'seat');
}

/** "10,000 credits a month". */
export function creditsOf({ monthlyCredits }: Pick<PlanDto, 'monthlyCredits'>): string {
  return `${count(monthlyCredits, 'credit')} a month`;
}
