import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../../api/client';
import { organizationKey } from '../../../api/query-client';
import { someMembersQuery } from '../../../shared/some-members';
import { useOrganizationId } from '../../../shared/use-organization';
import { openInvitationsQuery } from '../queries';
import { looksLikeAnAddress } from './addresses';

const ALL_ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
const ONE_MINUTE = 60_000;
/** Of a long list, the others are checked when it is sent. */
const MOST_ASKED = 100;

/** Why a person does not need an invitation. */
export type KnownAs = 'member' | 'invited';

/**
 * Which of the addresses are those of members or have a pending invitation, as far as it is known by now; the service decides. Only where
 * there are more members than one page has, each address is asked for.
 */
export function useKnownPeople(addresses: readonly string[]): ReadonlyMap<string, KnownAs> {
  const organizationId = useOrganizationId();
  const some = useQuery(someMembersQuery(organizationId, ALL_ROLES)).data;
  const invitations = useQuery(openInvitationsQuery(organizationId)).data;
  const asked = some?.isMore === true ? addresses.filter(looksLikeAnAddress).slice(0, MOST_ASKED) : [];
  const found = useQueries({
    queries: asked.map((address) => memberQuery(organizationId, address)),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  const members = [...(some?.members.map(({ email }) => email) ?? []), ...found];
  const invited = (invitations ?? []).filter(({ status }) => status === 'pending').map(({ email }) => email);
  return new Map([
    ...invited.map((email): [string, KnownAs] => [email.toLowerCase(), 'invited']),
    ...members.map((email): [string, KnownAs] => [email.toLowerCase(), 'member']),
  ]);
}

/** The addresses of members that contain this one. */
function memberQuery(organizationId: string, address: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'address', address.toLowerCase()),
    staleTime: ONE_MINUTE,
    queryFn: async ({ signal }) => {
      const query = { q: address, limit: 100 };
      const { data } = await unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: { path: { organizationId }, query },
          signal,
        }),
      );
      return data.map(({ email }) => email);
    },
  });
}
