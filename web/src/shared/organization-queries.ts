import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { organizationKey } from '../api/query-client';

/** The person who is signed in, with their organizations. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me', { signal })),
});

export function organizationQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'settings'),
    queryFn: async ({ signal }) => {
      const call = api.GET('/api/v1/organizations/{organizationId}', { params: { path: { organizationId } }, signal });
      const organization = await unwrap(call);
      const { response } = await call;
      // Sent with a change, so that the service notices another person's change in between.
      return { ...organization, etag: response.headers.get('etag') ?? '' };
    },
  });
}

export function permissionsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'permissions'),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/permissions', { params: { path: { organizationId } }, signal }),
      ),
  });
}
