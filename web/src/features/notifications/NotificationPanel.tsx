import { useInfiniteQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { ListState } from '../../ui/table/ListState';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { Ago } from '../../ui/format/Time';
import { NotificationLink } from './NotificationLink';
import { namedIn, sentenceOf } from './notification-text';
import { notificationsQuery, type Notification } from './queries';
import { useMarkRead } from './use-mark-read';

/** The list behind the bell. */
export function NotificationPanel({ onClose }: { readonly onClose: () => void }) {
  const { id: organizationId } = useOrganization();
  const query = useInfiniteQuery(notificationsQuery(organizationId));
  const pages = query.data?.pages ?? [];
  const rows = pages.flatMap(({ data }) => data);
  return (
    <>
      <PanelHead newest={rows[0]} unread={pages[0]?.unread ?? 0} />
      <ListState
        query={query}
        isLoading={query.isPending}
        isEmpty={rows.length === 0}
        empty={
          <div className="empty">
            <Bell size={24} aria-hidden />
            <p>No notifications yet.</p>
          </div>
        }
        pages={query}
      >
        {query.isPending ? (
          <LoadingBlock height={160} />
        ) : (
          <ul className="bell__list" aria-label="Notifications">
            {rows.map((notification) => (
              <NotificationItem key={notification.id} notification={notification} onClose={onClose} />
            ))}
          </ul>
        )}
      </ListState>
    </>
  );
}

interface PanelHeadProps {
  readonly newest: Notification | undefined;
  readonly unread: number;
}

function PanelHead({ newest, unread }: PanelHeadProps) {
  const { id: organizationId } = useOrganization();
  const marking = useMarkRead(organizationId);
  return (
    <div className="bell__head">
      <h2 className="bell__title">Notifications</h2>
      <Button
        size="small"
        variant="plain"
        isDisabled={unread === 0}
        isPending={marking.isPending}
        onPress={() => {
          // Until the newest one that is shown: one that comes at this moment stays unread.
          if (newest) marking.mutate({ until: newest.createdAt });
        }}
      >
        Mark all as read
      </Button>
    </div>
  );
}

interface NotificationItemProps {
  readonly notification: Notification;
  readonly onClose: () => void;
}

function NotificationItem({ notification, onClose }: NotificationItemProps) {
  const { id: organizationId, timezone } = useOrganization();
  const { id, createdAt, readAt } = notification;
  const names = useMemberNames(namedIn(notification));
  const marking = useMarkRead(organizationId);
  const isUnread = readAt === null;
  return (
    <li className={isUnread ? 'bell__item bell__item--unread' : 'bell__item'}>
      <NotificationLink
        organizationId={organizationId}
        notification={notification}
        onOpen={() => {
          if (isUnread) marking.mutate({ ids: [id] });
          onClose();
        }}
      >
        {isUnread && <span className="visually-hidden">Unread: </span>}
        <span>{sentenceOf(notification, names, timezone)}</span>
        <span className="small quiet">
          <Ago at={createdAt} timeZone={timezone} />
        </span>
      </NotificationLink>
    </li>
  );
}
