import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey } from '../../api/query-client';

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

/** Every change of the balance, the newest first. */
export function ledgerQuery(organizationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'ledger'),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/billing/credits/ledger', {
          params: {
            path: { organizationId },
            query: { limit: 20, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
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
