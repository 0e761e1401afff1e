import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Member } from '../../../api/client';
import { BY_CURSOR, cursorParam } from '../../../api/pages';
import { organizationKey } from '../../../api/query-client';

/** A member, removed ones included. */
export function memberQuery(organizationId: string, membershipId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'one', membershipId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members/{membershipId}', {
          params: { path: { organizationId, membershipId } },
          signal,
        }),
      ),
  });
}

/** How many chats of a member are in the archive, which is searched by name: others may have the same. One page is counted. */
export function archivedChatCountQuery(organizationId: string, { id, name }: Pick<Member, 'id' | 'name'>) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'archived-chats', 'count', id),
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const { data, nextCursor } = await unwrap(
        api.GET('/api/v1/organizations/{organizationId}/conversations', {
          params: { path: { organizationId }, query: { archived: 'true', q: name, limit: 100 } },
          signal,
        }),
      );
      return { found: data.filter(({ ownerId }) => ownerId === id).length, isAll: nextCursor === null };
    },
  });
}

/** What was done to a member, the newest first. */
export function memberHistoryQuery(organizationId: string, membershipId: string) {
  return infiniteQueryOptions({
    // Read again after each change of the members.
    queryKey: organizationKey(organizationId, 'members', 'history', membershipId),
    staleTime: 0,
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/audit-events', {
          params: {
            path: { organizationId },
            query: { target: membershipId, limit: 10, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}
