import { queryOptions, useQueries } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { organizationKey } from '../api/query-client';
import { useOrganizationId } from './use-organization';

const SOME_MINUTES = 5 * 60_000;

/** One membership's name, also of a removed member. */
function nameQuery(organizationId: string, membershipId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'name', membershipId),
    staleTime: SOME_MINUTES,
    queryFn: async ({ signal }) => {
      const path = { organizationId, membershipId };
      const member = await unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members/{membershipId}', { params: { path }, signal }),
      );
      return [membershipId, member.name] as const;
    },
  });
}

/** The names of these memberships only: there may be ten thousand. Names that are still loading are left out. */
export function useMemberNames(membershipIds: readonly string[]): ReadonlyMap<string, string> {
  const organizationId = useOrganizationId();
  return useQueries({
    queries: [...new Set(membershipIds)].map((id) => nameQuery(organizationId, id)),
    combine: toNames,
  });
}

function toNames(found: readonly { readonly data: readonly [string, string] | undefined }[]): Map<string, string> {
  return new Map(found.flatMap(({ data }) => (data ? [data] : [])));
}
