import { queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../../api/client';
import { organizationKey } from '../../../api/query-client';
import { sumOfPreviews } from './sum-of-previews';

export type Preview = Schemas['RemovalPreviewDto'];

/** What the member owns now. */
export function removalPreviewQuery(organizationId: string, membershipId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'removal-preview', membershipId),
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => readPreview(organizationId, membershipId, signal),
  });
}

function readPreview(organizationId: string, membershipId: string, signal: AbortSignal): Promise<Preview> {
  return unwrap(
    api.GET('/api/v1/organizations/{organizationId}/members/{membershipId}/removal-preview', {
      params: { path: { organizationId, membershipId } },
      signal,
    }),
  );
}

/** What several members own together, read one after the other. */
export function manyRemovalsPreviewQuery(organizationId: string, members: readonly { readonly id: string }[]) {
  const ids = members.map(({ id }) => id);
  return queryOptions({
    queryKey: organizationKey(organizationId, 'removal-preview', ids),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      const previews: Preview[] = [];
      for (const id of ids) previews.push(await readPreview(organizationId, id, signal));
      return sumOfPreviews(previews);
    },
  });
}
