import { queryOptions, useQuery } from '@tanstack/react-query';
import { organizationKey, queryClient } from '../../api/query-client';

export interface RecentlyRemoved {
  readonly membershipId: string;
  readonly name: string;
}

/** The members removed in this session, to offer "Undo"; cleared with the other queries of the organization. */
function recentlyRemovedQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'recently-removed'),
    queryFn: (): readonly RecentlyRemoved[] => [],
    staleTime: 'static',
    gcTime: Infinity,
  });
}

export function useRecentlyRemoved(organizationId: string): readonly RecentlyRemoved[] {
  return useQuery(recentlyRemovedQuery(organizationId)).data ?? [];
}

export function rememberRemoved(organizationId: string, removed: RecentlyRemoved): void {
  queryClient.setQueryData(recentlyRemovedQuery(organizationId).queryKey, (before = []) => [...before, removed]);
}

export function forgetRemoved(organizationId: string, membershipId: string): void {
  queryClient.setQueryData(recentlyRemovedQuery(organizationId).queryKey, (before = []) =>
    before.filter((one) => one.membershipId !== membershipId),
  );
}
