import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Member } from '../../api/client';
import { BY_CURSOR, cursorParam, readAllPages } from '../../api/pages';
import { organizationKey } from '../../api/query-client';
import type { AssignableRole } from '../../shared/roles';
import type { MemberSort } from './member-search';

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

/** How many members and invitations there are, whatever the lists are filtered by. */
export function memberCountsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'counts'),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/members/counts', {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

/** The filters of a list of members. */
export interface MemberFilter {
  readonly q?: string | undefined;
  readonly role?: Member['role'] | undefined;
  readonly status: Member['status'];
  readonly inactive?: boolean | undefined;
  readonly sort: MemberSort;
}

const DAY_MS = 86_400_000;

/** A member is listed as not active after so many days. */
export const INACTIVE_DAYS = 30;

/** The beginning of a day, so that it is the same for all pages of a list. */
function inactiveSince(): string {
  return new Date(Math.floor(Date.now() / DAY_MS - INACTIVE_DAYS) * DAY_MS).toISOString();
}

function listMembers(organizationId: string, filter: MemberFilter, page: { cursor?: string }, signal?: AbortSignal) {
  const { q, role, status, inactive, sort } = filter;
  return unwrap(
    api.GET('/api/v1/organizations/{organizationId}/members', {
      params: {
        path: { organizationId },
        query: {
          status: [status],
          sort,
          limit: 100,
          ...(q ? { q } : {}),
          ...(role ? { role: [role] } : {}),
          ...(inactive ? { inactiveSince: inactiveSince() } : {}),
          ...page,
        },
      },
      ...(signal ? { signal } : {}),
    }),
  );
}

/** So many pages of members are reloaded when the window gets the focus again. */
const FEW_PAGES = 5;

export function membersQuery(organizationId: string, filter: MemberFilter) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'members', filter),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) => listMembers(organizationId, filter, cursorParam(pageParam), signal),
    // All pages are reloaded, one after the other: with many of them only after a change.
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= FEW_PAGES,
  });
}

/** Every member that the filters match, for a file. */
export function readAllMembers(organizationId: string, filter: MemberFilter): Promise<Member[]> {
  return readAllPages<Member>((page) => listMembers(organizationId, filter, page));
}
