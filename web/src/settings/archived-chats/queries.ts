import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../api/client';
import { organizationKey } from '../../api/query-client';

export type Conversation = Schemas['ConversationDto'];
export type Message = Schemas['MessageDto'];

/** The chats of those who were removed, the newest first. */
export function archivedQuery(organizationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'archived-chats'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answerOf(
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
      answerOf(
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

/** The names of those who are gone: a chat names the membership. */
export function formerNamesQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'members', 'all', 'former-names'),
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      let cursor: string | null | undefined;
      do {
        const page = await answerOf(
          api.GET('/api/v1/organizations/{organizationId}/members', {
            params: {
              path: { organizationId },
              query: { status: ['removed'], limit: 100, ...(cursor ? { cursor } : {}) },
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
