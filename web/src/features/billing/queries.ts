import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Plan, type Schemas } from '../../api/client';
import { meQuery } from '../../api/queries';
import { organizationKey, queryClient } from '../../api/query-client';
import { Refusal } from '../../problem/problem';

export type Billing = Schemas['BillingDto'];
export type LedgerEntry = Schemas['LedgerEntryDto'];

/** Plan, payment and seats: for those who manage the billing. */
export function billingQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'billing'),
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/billing', { params: { path: { organizationId } }, signal }),
      ),
  });
}

/** The balance, and what each feature has used in this period: for every member. */
export function creditsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'credits'),
    queryFn: ({ signal }) =>
      answerOf(
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
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/billing/credits/ledger', {
          params: {
            path: { organizationId },
            query: { limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** Reloads everything that a change of plan or credits shows in. */
export async function refreshBilling(organizationId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: organizationKey(organizationId) }),
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  ]);
}

/**
 * Sets the organization on another plan. Where it has to be paid for first, the browser goes to the payment's page.
 *
 * @returns the billing as it is then; null: the browser is on its way to the payment
 */
export async function choosePlan(organizationId: string, plan: Plan): Promise<Billing | null> {
  const path = { organizationId };
  try {
    return await answerOf(
      api.PUT('/api/v1/organizations/{organizationId}/billing/plan', { params: { path }, body: { plan } }),
    );
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'checkout-required' || plan === 'free') throw error;
  }
  const call = api.POST('/api/v1/organizations/{organizationId}/billing/checkout', {
    params: { path },
    body: { plan },
  });
  location.assign((await answerOf(call)).url);
  return null;
}

/** Opens the provider's page for cards and invoices. */
export async function openPortal(organizationId: string): Promise<void> {
  const call = api.POST('/api/v1/organizations/{organizationId}/billing/portal', {
    params: { path: { organizationId } },
  });
  location.assign((await answerOf(call)).url);
}

/** @returns the new balance; null: the browser is on its way to the payment */
export async function topUp(organizationId: string, credits: number): Promise<number | null> {
  const call = api.POST('/api/v1/organizations/{organizationId}/billing/credits/top-ups', {
    params: { path: { organizationId } },
    body: { credits },
  });
  const answer: Schemas['ToppedUpDto'] | Schemas['RedirectDto'] = await answerOf(call);
  if (!('url' in answer)) return answer.balance;
  location.assign(answer.url);
  return null;
}
