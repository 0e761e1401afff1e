import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Plan, type Schemas } from '../../api/client';
import { organizationKey } from '../../api/query-client';
import { Refusal } from '../../problem/problem';

export type Billing = Schemas['BillingDto'];

/** Plan, payment and seats: for those who manage the billing. */
export function billingQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'billing'),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/billing', { params: { path: { organizationId } }, signal }),
      ),
  });
}

/**
 * Sets the organization on another plan. Where it has to be paid for first, the browser goes to the payment's page.
 *
 * @returns the billing as it is then; null: the browser is on its way to the payment
 */
export async function choosePlan(organizationId: string, plan: Plan): Promise<Billing | null> {
  const path = { organizationId };
  try {
    return await unwrap(
      api.PUT('/api/v1/organizations/{organizationId}/billing/plan', { params: { path }, body: { plan } }),
    );
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'checkout-required' || plan === 'free') throw error;
  }
  const call = api.POST('/api/v1/organizations/{organizationId}/billing/checkout', {
    params: { path },
    body: { plan },
  });
  location.assign((await unwrap(call)).url);
  return null;
}

/** Opens the provider's page for cards and invoices. */
export async function openPortal(organizationId: string): Promise<void> {
  const call = api.POST('/api/v1/organizations/{organizationId}/billing/portal', {
    params: { path: { organizationId } },
  });
  location.assign((await unwrap(call)).url);
}

export function seatsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'seats'),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/organizations/{organizationId}/seats', { params: { path: { organizationId } }, signal })),
  });
}
