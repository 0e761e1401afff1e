import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey, queryClient } from '../../api/query-client';

export type RecordOwner = Schemas['RecordOwnerDto'];
export type Reassignment = Schemas['ReassignmentDto'];

/** The number of records by owner; unassigned ones by previous owner. */
export function ownersQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'owners'),
    queryFn: ({ signal }) =>
      unwrap(
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
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/reassignments', {
          params: {
            path: { organizationId },
            query: { limit: 20, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}

export function cancel(organizationId: string, reassignmentId: string) {
  return unwrap(
    api.POST('/api/v1/organizations/{organizationId}/reassignments/{reassignmentId}/cancel', {
      params: { path: { organizationId, reassignmentId } },
    }),
  );
}

/** Reloads the owners and the reassignments. */
export async function refreshOwnership(organizationId: string): Promise<void> {
  await Promise.all(
    ['owners', 'reassignments'].map((part) =>
      queryClient.invalidateQueries({ queryKey: organizationKey(organizationId, part) }),
    ),
  );
}

export function isFinished({ status }: Reassignment): boolean {
  return status !== 'queued' && status !== 'running';
}
