import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../api/client';
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
