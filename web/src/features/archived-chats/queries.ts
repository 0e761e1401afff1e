import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { organizationKey } from '../../api/query-client';

export type Conversation = Schemas['ConversationDto'];
export type Message = Schemas['MessageDto'];

/** The chats of those who were removed, the newest first. */
export function archivedQuery(organizationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'archived-chats'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/conversations', {
          params: {
            path: { organizationId },
            query: { archived: 'true', limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export function messagesQuery(organizationId: string, conversationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'messages', conversationId),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/conversations/{conversationId}/messages', {
          params: {
            path: { organizationId, conversationId },
            query: { limit: 100, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
