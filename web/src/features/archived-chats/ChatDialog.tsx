import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganization } from '../../shared/use-organization';
import { Dialog } from '../../ui/Dialog';
import { QueryFailed } from '../../ui/LoadFailed';
import { LoadMore } from '../../ui/LoadMore';
import { Loading, Skeleton } from '../../ui/Skeleton';
import { Moment } from '../../ui/Time';
import { messagesQuery, type Message } from './queries';

interface ChatDialogProps {
  readonly conversationId: string;
  readonly title: string;
  readonly of: string;
  readonly onClose: () => void;
}

/** A chat, read-only: its member was removed. */
export function ChatDialog({ conversationId, title, of, onClose }: ChatDialogProps) {
  const { id } = useOrganization();
  const pages = useInfiniteQuery(messagesQuery(id, conversationId));
  const messages = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Dialog title={title} isOpen width="wide" onClose={onClose}>
      <QueryFailed query={pages} />
      {pages.isPending && (
        <Loading>
          <Skeleton width="100%" height={160} />
        </Loading>
      )}
      {pages.data && messages.length === 0 && <p className="quiet">This chat has no messages.</p>}
      <ol className="messages">
        {messages.map((message) => (
          <Said key={message.id} message={message} by={message.role === 'user' ? of : 'Assistant'} />
        ))}
      </ol>
      <LoadMore pages={pages} />
    </Dialog>
  );
}

function Said({
  message: { role, content, status, createdAt },
  by,
}: {
  readonly message: Message;
  readonly by: string;
}) {
  const { timezone } = useOrganization();
  return (
    <li className={role === 'user' ? 'message' : 'message message--answer'}>
      <p className="row row--apart small">
        <span className="strong">{by}</span>
        <span className="quiet">
          <Moment at={createdAt} timeZone={timezone} />
        </span>
      </p>
      <p className="message__text">{content}</p>
      {status === 'failed' && <p className="small quiet">The assistant couldn’t respond.</p>}
      {status === 'stopped' && <p className="small quiet">The response was interrupted.</p>}
    </li>
  );
}
