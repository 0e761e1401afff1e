import type { Schemas } from '../../api/client';

type Kind = Schemas['LedgerEntryDto']['kind'];

export const KINDS = ['grant', 'lapse', 'top_up', 'debit', 'refund', 'adjustment'] as const satisfies Kind[];

/** The filters of the credit history, as they are in the URL. */
export interface LedgerSearch {
  readonly kind?: Kind;
  readonly feature?: string;
}

/** Reads the filters of a URL; without any, every entry is shown. */
export function readLedgerSearch(search: Record<string, unknown>): LedgerSearch {
  const kind = KINDS.find((one) => one === search.kind);
  const feature = typeof search.feature === 'string' ? search.feature.slice(0, 100) : '';
  return { ...(kind ? { kind } : {}), ...(feature === '' ? {} : { feature }) };
}
