import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { fetchSignedIn } from '../../api/fetch-signed-in';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { queryClient } from '../../api/query-client';
import { notFound, readProblem, Refusal, toRefusal } from '../../problem/problem';
import type { OperatorSearch } from './operator-search';

export type PlatformBilling = Schemas['BillingDto'];
export type PlatformOrganization = Schemas['PlatformOrganizationDto'];
export type PlatformUser = Schemas['PlatformUserDto'];

/** Whether the person is a superadmin of the platform. For others the service answers that the path does not exist. */
export const isOperatorQuery = queryOptions({
  queryKey: ['me', 'operator'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => {
    try {
      await unwrap(api.GET('/api/v1/platform/organizations', { params: { query: { limit: 1 } }, signal }));
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 404) return false;
      throw error;
    }
  },
});

export function platformOrganizationsQuery({ q, deleted }: OperatorSearch) {
  return infiniteQueryOptions({
    queryKey: ['platform', { q, deleted }],
    staleTime: 0,
    placeholderData: keepPreviousData,
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/platform/organizations', {
          params: {
            query: {
              limit: 50,
              ...(q ? { q } : {}),
              ...(deleted ? { deleted: 'true' as const } : {}),
              ...cursorParam(pageParam),
            },
          },
          signal,
        }),
      ),
  });
}

/** The user accounts whose name, address or ID matches, the newest first. */
export function platformUsersQuery(q: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['platform', 'users', q],
    staleTime: 0,
    placeholderData: keepPreviousData,
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/platform/users', {
          params: { query: { limit: 50, ...(q === undefined ? {} : { q }), ...cursorParam(pageParam) } },
          signal,
        }),
      ),
  });
}

/** One organization, with the state of its billing. */
export function platformOrganizationQuery(organizationId: string) {
  return queryOptions({
    queryKey: ['platform', organizationId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/platform/organizations/{organizationId}', { params: { path: { organizationId } }, signal }),
      ),
  });
}

/** The active members of an organization, the most recently active first. */
export function platformMembersQuery(organizationId: string) {
  return infiniteQueryOptions({
    queryKey: ['platform', organizationId, 'members'],
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/platform/organizations/{organizationId}/members', {
          params: { path: { organizationId }, query: { limit: 20, sort: '-lastActiveAt', ...cursorParam(pageParam) } },
          signal,
        }),
      ),
  });
}

/** @param membershipId of an active admin */
export function transferOwnership(organizationId: string, membershipId: string) {
  return unwrap(
    api.POST('/api/v1/platform/organizations/{organizationId}/ownership-transfer', {
      params: { path: { organizationId } },
      body: { membershipId },
    }),
  );
}

export function refreshPlatform(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['platform'] });
}

export function overridePlan(organizationId: string, body: Schemas['OverridePlanDto']) {
  return unwrap(
    api.PUT('/api/v1/platform/organizations/{organizationId}/plan', { params: { path: { organizationId } }, body }),
  );
}

export function grantCredits(organizationId: string, body: Schemas['GrantCreditsDto']) {
  return unwrap(
    api.POST('/api/v1/platform/organizations/{organizationId}/credits', { params: { path: { organizationId } }, body }),
  );
}

export function setUnlimited(organizationId: string, unlimited: boolean) {
  return unwrap(
    api.PUT('/api/v1/platform/organizations/{organizationId}/unlimited-credits', {
      params: { path: { organizationId } },
      body: { unlimited },
    }),
  );
}

/** @param owner the address of the new owner; needed where the owner's account no longer exists */
export async function restoreOrganization(organizationId: string, owner?: string) {
  const body = owner === undefined ? {} : { ownerUserId: await userIdOf(owner) };
  return unwrap(
    api.POST('/api/v1/platform/organizations/{organizationId}/restore', { params: { path: { organizationId } }, body }),
  );
}

async function userIdOf(email: string): Promise<string> {
  const { data } = await unwrap(api.GET('/api/v1/platform/users', { params: { query: { q: email, limit: 100 } } }));
  const user = data.find(({ emails }) => emails.some((one) => one.toLowerCase() === email.toLowerCase()));
  if (user) return user.id;
  throw notFound('No user has this email address', 'Enter the email address of someone who has signed in before.');
}

/** Exchanges the session token for a cookie that is valid for the dashboard's path only, for a quarter of an hour. */
export async function openDashboard(): Promise<void> {
  const request = new Request('/admin/queues/session', { method: 'POST' });
  const response = await fetchSignedIn(request).catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  if (!response.ok) throw readProblem(await response.json().catch(() => null), response);
  location.assign('/admin/queues');
}
