import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey } from '../../api/query-client';

export type Conversation = Schemas['ConversationDto'];
export type Message = Schemas['MessageDto'];

/** The chats of removed members whose title or member has the text, newest first. */
export function archivedQuery(organizationId: string, q: string | undefined) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'archived-chats', q ?? ''),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/conversations', {
          params: {
            path: { organizationId },
            query: { archived: 'true', limit: 50, ...(q === undefined ? {} : { q }), ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}

export function messagesQuery(organizationId: string, conversationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'messages', conversationId),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/conversations/{conversationId}/messages', {
          params: {
            path: { organizationId, conversationId },
            query: { limit: 100, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}
