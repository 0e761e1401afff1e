import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ListFilters } from '../../shared/ListFilters';
import { useRememberSearch } from '../../shared/page-search';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { ACTIONS } from '../../ui/table/DataTable';
import { Highlight } from '../../ui/table/Highlight';
import { PagedTable } from '../../ui/table/PagedTable';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import { Day } from '../../ui/format/Time';
import { ChatDialog } from './ChatDialog';
import { archivedQuery, type Conversation } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/archived-chats');

/** The archived chats with their members. */
export function ChatsTable() {
  const { id } = useOrganization();
  const search = route.useSearch();
  const { q } = search;
  useRememberSearch('archived-chats', search);
  const pages = useInfiniteQuery(archivedQuery(id, q));
  const names = useMemberNames(pages.data?.pages.flatMap(({ data }) => data.map(({ ownerId }) => ownerId)) ?? []);
  const [reading, setReading] = useState<Conversation | null>(null);
  const nameOf = ({ ownerId }: Conversation) => names.get(ownerId) ?? '…';
  return (
    <section className="card" aria-label="Archived chats">
      <ListFilters
        label="Archived chats"
        search={search}
        box={{ label: 'Search archived chats', placeholder: 'Search by title or member' }}
      />
      <PagedTable
        caption="Archived chats"
        columns={['Chat', 'Member', 'Started', 'Archived', ACTIONS]}
        pages={pages}
        empty={
          q === undefined
            ? 'No archived chats yet. The chats of removed members appear here.'
            : 'No archived chats match your search.'
        }
      >
        {(chat, place) => (
          <ChatRow chat={chat} search={q} place={place} memberName={nameOf(chat)} onRead={setReading} />
        )}
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
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
  readonly place: RowPlace | undefined;
  readonly memberName: string;
  readonly onRead: (chat: Conversation) => void;
}

function ChatRow({ chat, search, place, memberName, onRead }: ChatRowProps) {
  const { timezone } = useOrganization();
  return (
    <tr {...rowPlace(place)}>
      <th scope="row" className="whole">
        <Highlight text={titleOf(chat)} search={search} />
      </th>
      <td data-label="Member">
        <Highlight text={memberName} search={search} />
      </td>
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
