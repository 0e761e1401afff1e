import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey, queryClient } from '../../api/query-client';
import type { KeySearch } from './key-search';

export type ApiKey = Schemas['ApiKeyDto'];
export type KeyRole = ApiKey['role'];

export function apiKeysQuery(organizationId: string, { q, status }: KeySearch) {
  const filters = { ...(q === undefined ? {} : { q }), ...(status ? { status: [status] } : {}) };
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'api-keys', filters),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/api-keys', {
          params: {
            path: { organizationId },
            query: { ...filters, limit: 50, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}

export function createKey(organizationId: string, body: Schemas['CreateApiKeyDto']) {
  return unwrap(
    api.POST('/api/v1/organizations/{organizationId}/api-keys', { params: { path: { organizationId } }, body }),
  );
}

export function revokeKey(organizationId: string, apiKeyId: string) {
  return unwrap(
    api.DELETE('/api/v1/organizations/{organizationId}/api-keys/{apiKeyId}', {
      params: { path: { organizationId, apiKeyId } },
    }),
  );
}

export async function refreshKeys(organizationId: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: organizationKey(organizationId, 'api-keys') });
}
