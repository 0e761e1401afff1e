import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Member, type Schemas } from '../../api/client';
import { organizationKey, queryClient } from '../../api/query-client';

export type RecordOwner = Schemas['RecordOwnerDto'];
export type Reassignment = Schemas['ReassignmentDto'];

/** Who owns how much, the unassigned by their previous owner. */
export function ownersQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'owners'),
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/records/owners', {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

/** Running and past reassignments, the newest first. */
export function reassignmentsQuery(organizationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'reassignments'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/reassignments', {
          params: {
            path: { organizationId },
            query: { limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** Memberships' names, also of those who are gone: a reassignment or an archived chat names ids. */
export function namesQuery(organizationId: string, status: readonly Member['status'][] = ['active', 'removed']) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'all', 'names', status),
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      let cursor: string | null | undefined;
      do {
        const page = await answerOf(
          api.GET('/api/v1/organizations/{organizationId}/members', {
            params: {
              path: { organizationId },
              query: { status: [...status], limit: 100, ...(cursor ? { cursor } : {}) },
            },
            signal,
          }),
        );
        for (const { id, name } of page.data) names.set(id, name);
        cursor = page.nextCursor;
      } while (cursor);
      return names;
    },
  });
}

export function cancel(organizationId: string, reassignmentId: string) {
  return answerOf(
    api.POST('/api/v1/organizations/{organizationId}/reassignments/{reassignmentId}/cancel', {
      params: { path: { organizationId, reassignmentId } },
    }),
  );
}

/** Reads anew who owns how much, and what is under way. */
export async function refreshOwnership(organizationId: string): Promise<void> {
  await Promise.all(
    ['owners', 'reassignments'].map((part) =>
      queryClient.invalidateQueries({ queryKey: organizationKey(organizationId, part) }),
    ),
  );
}

export function isOver({ status }: Reassignment): boolean {
  return status !== 'queued' && status !== 'running';
}
