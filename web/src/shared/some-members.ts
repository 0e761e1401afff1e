import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Member, type Role } from '../api/client';
import { organizationKey } from '../api/query-client';

/** So many members of a role are counted and listed. */
const MAX_LISTED = 100;

/** The first active members of these roles, by name; `isMore`: there are others. */
export function someMembersQuery(organizationId: string, roles: readonly Role[]) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'some', roles),
    queryFn: async ({ signal }) => {
      const { data, nextCursor } = await unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: { path: { organizationId }, query: { role: [...roles], limit: MAX_LISTED } },
          signal,
        }),
      );
      return { members: data, isMore: nextCursor !== null };
    },
  });
}

/** The owner; there is exactly one. */
export function useOwner(organizationId: string): Member | undefined {
  return useQuery(someMembersQuery(organizationId, ['owner'])).data?.members[0];
}
