import { useInfiniteQuery } from '@tanstack/react-query';
import { useOrganization } from '../../shared/use-organization';
import { Dialog } from '../../ui/dialog/Dialog';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { LoadMore } from '../../ui/table/LoadMore';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { Moment } from '../../ui/format/Time';
import { MessageText } from './MessageText';
import { messagesQuery, type Message } from './queries';

interface ChatDialogProps {
  readonly conversationId: string;
  readonly title: string;
  readonly memberName: string;
  readonly onClose: () => void;
}

/** A chat of a removed member, read-only. */
export function ChatDialog({ conversationId, title, memberName, onClose }: ChatDialogProps) {
  const { id } = useOrganization();
  const pages = useInfiniteQuery(messagesQuery(id, conversationId));
  const messages = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Dialog title={title} isOpen width="wide" onClose={onClose}>
      <QueryFailed query={pages} />
      {pages.isPending && <LoadingBlock height={160} />}
      {pages.data && messages.length === 0 && <p className="quiet">This chat has no messages.</p>}
      <ol className="messages">
        {messages.map((message) => (
          <ChatMessage key={message.id} message={message} author={message.role === 'user' ? memberName : 'Assistant'} />
        ))}
      </ol>
      <LoadMore pages={pages} />
    </Dialog>
  );
}

function ChatMessage({
  message: { role, content, status, createdAt },
  author,
}: {
  readonly message: Message;
  readonly author: string;
}) {
  const { timezone } = useOrganization();
  return (
    <li className={role === 'user' ? 'message' : 'message message--answer'}>
      <p className="row row--apart small">
        <span className="strong">{author}</span>
        <span className="quiet">
          <Moment at={createdAt} timeZone={timezone} />
        </span>
      </p>
      <div className="message__text">
        <MessageText text={content} />
      </div>
      {status === 'failed' && <p className="small quiet">The assistant couldn’t respond.</p>}
      {status === 'stopped' && <p className="small quiet">The response was interrupted.</p>}
    </li>
  );
}
