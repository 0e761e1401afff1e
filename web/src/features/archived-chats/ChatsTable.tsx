import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/Button';
import { ACTIONS } from '../../ui/DataTable';
import { PagedTable } from '../../ui/PagedTable';
import { Day } from '../../ui/Time';
import { ChatDialog } from './ChatDialog';
import { archivedQuery, type Conversation } from './queries';

/** The archived chats with their members. */
export function ChatsTable() {
  const { id } = useOrganization();
  const pages = useInfiniteQuery(archivedQuery(id));
  const names = useMemberNames(pages.data?.pages.flatMap(({ data }) => data.map(({ ownerId }) => ownerId)) ?? []);
  const [reading, setReading] = useState<Conversation | null>(null);
  const nameOf = ({ ownerId }: Conversation) => names.get(ownerId) ?? '…';
  return (
    <section className="card" aria-label="Archived chats">
      <PagedTable
        caption="Archived chats"
        columns={['Chat', 'Member', 'Started', 'Archived', ACTIONS]}
        pages={pages}
        empty="No archived chats yet. The chats of removed members appear here."
      >
        {(chat) => <ChatRow chat={chat} memberName={nameOf(chat)} onRead={setReading} />}
      </PagedTable>
      {reading && (
        <ChatDialog
          conversationId={reading.id}
          title={titleOf(reading)}
          memberName={nameOf(reading)}
          onClose={() => {
            setReading(null);
          }}
        />
      )}
    </section>
  );
}

interface ChatRowProps {
  readonly chat: Conversation;
  readonly memberName: string;
  readonly onRead: (chat: Conversation) => void;
}

function ChatRow({ chat, memberName, onRead }: ChatRowProps) {
  const { timezone } = useOrganization();
  return (
    <tr>
      <th scope="row" className="whole">
        {titleOf(chat)}
      </th>
      <td data-label="Member">{memberName}</td>
      <td data-label="Started">
        <Day at={chat.createdAt} timeZone={timezone} />
      </td>
      <td data-label="Archived">{chat.archivedAt !== null && <Day at={chat.archivedAt} timeZone={timezone} />}</td>
      <td className="narrow actions">
        <Button
          size="small"
          aria-label={`View ${titleOf(chat)}`}
          onPress={() => {
            onRead(chat);
          }}
        >
          View
        </Button>
      </td>
    </tr>
  );
}

function titleOf({ title }: Conversation): string {
  return title ?? 'Untitled chat';
}
