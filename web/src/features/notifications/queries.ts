import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey, queryClient } from '../../api/query-client';

export type Notification = Schemas['NotificationDto'];

/** The person's own notifications, newest first; each page with the number of unread ones. */
export function notificationsQuery(organizationId: string) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'notifications'),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/notifications', {
          params: { path: { organizationId }, query: { limit: 20, ...cursorParam(pageParam) } },
          signal,
        }),
      ),
  });
}

/** Marks single notifications as read, or all until a time. */
export async function markRead(organizationId: string, read: Schemas['MarkReadDto']): Promise<void> {
  await unwrap(
    api.POST('/api/v1/organizations/{organizationId}/notifications/read', {
      params: { path: { organizationId } },
      body: read,
    }),
  );
  await queryClient.invalidateQueries({ queryKey: organizationKey(organizationId, 'notifications') });
}
