import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { organizationKey, queryClient } from '../../api/query-client';

export type ApiKey = Schemas['ApiKeyDto'];
export type KeyRole = ApiKey['role'];

export function apiKeysQuery(organizationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'api-keys'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/api-keys', {
          params: {
            path: { organizationId },
            query: { limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
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
