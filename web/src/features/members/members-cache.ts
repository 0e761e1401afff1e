import { queryOptions, useQuery, type InfiniteData } from '@tanstack/react-query';
import { answerOf, api, type Member, type Role } from '../../api/client';
import { organizationKey, queryClient } from '../../api/query-client';

/** So many of a role are counted and listed one by one. */
const COUNTED = 100;

/** The first active members of these roles, by name; `isMore`: there are others. */
export function someMembersQuery(organizationId: string, roles: readonly Role[]) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'some', roles),
    queryFn: async ({ signal }) => {
      const { data, nextCursor } = await answerOf(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: { path: { organizationId }, query: { role: [...roles], limit: COUNTED } },
          signal,
        }),
      );
      return { members: data, isMore: nextCursor !== null };
    },
  });
}

/** The owner, to be asked for what only they may do; there is exactly one. */
export function useOwner(organizationId: string): Member | undefined {
  return useQuery(someMembersQuery(organizationId, ['owner'])).data?.members[0];
}

/** Shows another role at once, and returns a function that undoes that. */
export function showRole(organizationId: string, membershipId: string, role: Role): () => void {
  const queryKey = organizationKey(organizationId, 'members');
  const before = queryClient.getQueriesData({ queryKey });
  queryClient.setQueriesData({ queryKey, predicate: isTable }, (data: InfiniteData<{ data: Member[] }> | undefined) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            data: page.data.map((member) => (member.id === membershipId ? { ...member, role } : member)),
          })),
        },
  );
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}

function isTable({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return typeof queryKey[3] === 'object';
}

export interface RecentlyRemoved {
  readonly membershipId: string;
  readonly name: string;
}

/** Whom one has removed in this session, to be offered "Undo"; forgotten with everything else of the organization. */
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
