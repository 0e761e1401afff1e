import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Money } from '../../../api/client';
import { readAllPages } from '../../../api/pages';
import { organizationKey, queryClient } from '../../../api/query-client';
import type { Target } from './year-targets';

/** Every target of a single period: at most sixteen in a fiscal year, and the sums need all of them. */
export function targetsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'revenue-targets'),
    queryFn: ({ signal }) =>
      readAllPages<Target>((cursor) =>
        unwrap(
          api.GET('/api/v1/organizations/{organizationId}/revenue-targets', {
            params: { path: { organizationId }, query: { limit: 100, ...cursor } },
            signal,
          }),
        ),
      ),
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
