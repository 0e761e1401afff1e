import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Invitation } from './client';
import { organizationKey } from './query-client';

/** The person who is signed in, with their organizations. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/me', { signal })),
});

/** Pending invitations to the person's own addresses. */
export const ownInvitationsQuery = queryOptions({
  queryKey: ['me', 'invitations'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/me/invitations', { params: { query: { limit: 100 } }, signal })),
});

/** The roles and what they may do. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  staleTime: Infinity,
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/roles', { signal })),
});

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  staleTime: Infinity,
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/plans', { signal })),
});

/** An invitation as the holder of its link sees it. */
export function publicInvitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/invitations/{token}', { params: { path: { token } }, signal })),
  });
}

export function organizationQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'settings'),
    queryFn: async ({ signal }) => {
      const call = api.GET('/api/v1/organizations/{organizationId}', { params: { path: { organizationId } }, signal });
      const organization = await answerOf(call);
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
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/permissions', { params: { path: { organizationId } }, signal }),
      ),
  });
}

export function seatsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'seats'),
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/seats', { params: { path: { organizationId } }, signal }),
      ),
  });
}

/** The filters of the members' table; they are in its address. */
export interface MemberFilter {
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
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: {
            path: { organizationId },
            query: {
              status: [status],
              sort,
              limit: 100,
              ...(q ? { q } : {}),
              ...(role ? { role: [role] } : {}),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // All pages are reloaded, one after the other: with many of them only after a change.
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= FEW_PAGES,
  });
}

/** Every pending and expired invitation: the table filters them itself. */
export function openInvitationsQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'invitations'),
    queryFn: async ({ signal }) => {
      const found: Invitation[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await answerOf(
          api.GET('/api/v1/organizations/{organizationId}/invitations', {
            params: {
              path: { organizationId },
              query: { status: ['pending', 'expired'], limit: 100, ...(cursor ? { cursor } : {}) },
            },
            signal,
          }),
        );
        found.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor);
      return found;
    },
    // Emails leave within moments: until they have, the row says "Queued" and is worth another look.
    refetchInterval: ({ state }) =>
      (state.data ?? []).some(({ emailStatus, status }) => emailStatus === 'queued' && status === 'pending')
        ? 2_000
        : false,
  });
}
