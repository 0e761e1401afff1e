import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey } from '../../api/query-client';
import type { AssignableRole } from '../../shared/roles';

const MEMBER = '/api/v1/organizations/{organizationId}/members/{membershipId}';

export function changeRole(organizationId: string, membershipId: string, role: AssignableRole) {
  return unwrap(api.PATCH(MEMBER, { params: { path: { organizationId, membershipId } }, body: { role } }));
}

interface Removal {
  readonly membershipId: string;
  /** One membership, or several with weights: `id:2,id:1`. */
  readonly reassignTo?: string | undefined;
  readonly keepApiKeys?: boolean;
  readonly keepInvitations?: boolean;
}

export function removeMember(
  organizationId: string,
  { membershipId, reassignTo, keepApiKeys, keepInvitations }: Removal,
) {
  return unwrap(
    api.DELETE(MEMBER, {
      params: {
        path: { organizationId, membershipId },
        query: {
          ...(reassignTo === undefined ? {} : { reassignTo }),
          ...(keepApiKeys ? { keepApiKeys: 'true' as const } : {}),
          ...(keepInvitations ? { keepInvitations: 'true' as const } : {}),
        },
      },
    }),
  );
}

export function reinstateMember(organizationId: string, membershipId: string) {
  return unwrap(api.POST(`${MEMBER}/reinstate`, { params: { path: { organizationId, membershipId } } }));
}

export function transferOwnership(organizationId: string, membershipId: string) {
  return unwrap(
    api.POST('/api/v1/organizations/{organizationId}/ownership-transfer', {
      params: { path: { organizationId } },
      body: { membershipId },
    }),
  );
}

/** The filters of a list of members. */
interface MemberFilter {
  readonly q?: string | undefined;
  readonly role?: 'owner' | 'admin' | 'member' | 'viewer' | undefined;
  readonly status?: 'active' | 'removed' | undefined;
  readonly sort?: MemberSort | undefined;
}

export type MemberSort = `${'' | '-'}${'name' | 'lastActiveAt' | 'joinedAt' | 'role'}`;

/** So many pages of members are reloaded when the window gets the focus again. */
const FEW_PAGES = 5;

export function membersQuery(organizationId: string, { q, role, status = 'active', sort = 'name' }: MemberFilter) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'members', { q, role, status, sort }),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: {
            path: { organizationId },
            query: {
              status: [status],
              sort,
              limit: 100,
              ...(q ? { q } : {}),
              ...(role ? { role: [role] } : {}),
              ...cursorParam(pageParam),
            },
          },
          signal,
        }),
      ),
    // All pages are reloaded, one after the other: with many of them only after a change.
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= FEW_PAGES,
  });
}
