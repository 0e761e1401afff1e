import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../../api/client';
import { organizationKey } from '../../../api/query-client';

export type Preview = Schemas['RemovalPreviewDto'];

/** What the member owns now. */
export function removalPreviewQuery(organizationId: string, membershipId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'removal-preview', membershipId),
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members/{membershipId}/removal-preview', {
          params: { path: { organizationId, membershipId } },
          signal,
        }),
      ),
  });
}
