import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { saveFile } from '../../api/download';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey } from '../../api/query-client';
import type { AuditSearch } from './audit-search';

export type AuditEvent = Schemas['AuditEventDto'];

export function auditQuery(organizationId: string, search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'audit', search),
    // Shows what others have done since the page was last opened.
    staleTime: 0,
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/audit-events', {
          params: {
            path: { organizationId },
            query: { ...search, limit: 50, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}

export type AuditFormat = 'csv' | 'ndjson';

/** Saves all events that match the filters as a file. */
export async function saveAuditLog(organizationId: string, search: AuditSearch, format: AuditFormat): Promise<void> {
  const file = `audit-events.${format}`;
  const filters = new URLSearchParams({ ...search }).toString();
  await saveFile(`/api/v1/organizations/${organizationId}/${file}${filters && `?${filters}`}`, file);
}

/** So many people or keys are suggested; others are found by typing. */
const SUGGESTED = 20;

/** Current and former members whose name or address matches. */
export function peopleQuery(organizationId: string, q: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'people', q),
    queryFn: async ({ signal }) => {
      const query = {
        status: ['active', 'removed'] as ('active' | 'removed')[],
        limit: SUGGESTED,
        ...(q === '' ? {} : { q }),
      };
      const call = api.GET('/api/v1/organizations/{organizationId}/members', {
        params: { path: { organizationId }, query },
        signal,
      });
      return (await unwrap(call)).data;
    },
  });
}

/** API keys whose name matches, revoked ones as well. */
export function keysQuery(organizationId: string, q: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'api-keys', 'suggested', q),
    queryFn: async ({ signal }) => {
      const query = {
        status: ['active', 'revoked'] as ('active' | 'revoked')[],
        limit: SUGGESTED,
        ...(q === '' ? {} : { q }),
      };
      const call = api.GET('/api/v1/organizations/{organizationId}/api-keys', {
        params: { path: { organizationId }, query },
        signal,
      });
      return (await unwrap(call)).data;
    },
  });
}

/** A target as its latest event has it; null where no event is about it. */
export function targetQuery(organizationId: string, target: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'audit-target', target),
    queryFn: async ({ signal }) => {
      const call = api.GET('/api/v1/organizations/{organizationId}/audit-events', {
        params: { path: { organizationId }, query: { target, limit: 1 } },
        signal,
      });
      return (await unwrap(call)).data[0]?.target ?? null;
    },
  });
}
