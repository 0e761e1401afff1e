import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { saveFile } from '../../api/download';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey } from '../../api/query-client';
import type { LedgerSearch } from './ledger-search';

export type LedgerEntry = Schemas['LedgerEntryDto'];

/** The balance, and what each feature has used in this period: for every member. */
export function creditsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'credits'),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/billing/credits', {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

/** The changes of the balance that the filters match, the newest first. */
export function ledgerQuery(organizationId: string, { kind, feature }: LedgerSearch) {
  const filters = { ...(kind ? { kind: [kind] } : {}), ...(feature === undefined ? {} : { feature }) };
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'ledger', filters),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/billing/credits/ledger', {
          params: {
            path: { organizationId },
            query: { ...filters, limit: 20, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}

/** Saves all entries that match the filters as a CSV file. */
export async function saveLedger(organizationId: string, filters: LedgerSearch): Promise<void> {
  const query = new URLSearchParams({ ...filters }).toString();
  const path = `/api/v1/organizations/${organizationId}/billing/credits/ledger.csv`;
  await saveFile(`${path}${query && `?${query}`}`, 'credit-history.csv');
}

/** @returns the new balance; null: the browser is on its way to the payment */
export async function topUp(organizationId: string, credits: number): Promise<number | null> {
  const call = api.POST('/api/v1/organizations/{organizationId}/billing/credits/top-ups', {
    params: { path: { organizationId } },
    body: { credits },
  });
  const answer: Schemas['ToppedUpDto'] | Schemas['RedirectDto'] = await unwrap(call);
  if (!('url' in answer)) return answer.balance;
  location.assign(answer.url);
  return null;
}
