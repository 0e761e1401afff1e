import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Money } from '../../../api/client';
import { organizationKey, queryClient } from '../../../api/query-client';
import type { Target } from './year-targets';

/** Every target of a single period: sixteen in a fiscal year at most, and all are needed to add one up. */
export function targetsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'revenue-targets'),
    queryFn: async ({ signal }) => {
      const found: Target[] = [];
      let cursor: string | null | undefined;
      do {
        const query = { limit: 100, ...(cursor ? { cursor } : {}) };
        const page = await unwrap(
          api.GET('/api/v1/organizations/{organizationId}/revenue-targets', {
            params: { path: { organizationId }, query },
            signal,
          }),
        );
        found.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor);
      return found;
    },
  });
}

const TARGET = '/api/v1/organizations/{organizationId}/revenue-targets/{period}';

export function setTarget(organizationId: string, period: string, amount: Money) {
  return unwrap(api.PUT(TARGET, { params: { path: { organizationId, period } }, body: { amount } }));
}

export function removeTarget(organizationId: string, period: string) {
  return unwrap(api.DELETE(TARGET, { params: { path: { organizationId, period } } }));
}

/** Reloads the targets, and the figures that are compared with them. */
export async function refreshTargets(organizationId: string): Promise<void> {
  await Promise.all(
    ['revenue-targets', 'revenue'].map((part) =>
      queryClient.invalidateQueries({ queryKey: organizationKey(organizationId, part) }),
    ),
  );
}
