import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../api/problem';
import { useOrganization } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { LoadMore } from '../../ui/LoadMore';
import { Notice } from '../../ui/Notice';
import { SkeletonRows } from '../../ui/Skeleton';
import { Day } from '../../ui/Time';
import { ChatDialog } from './ChatDialog';
import { namesQuery } from '../data-ownership/queries';
import { archivedQuery, type Conversation } from './queries';

export function ChatsTable() {
  const { id, timezone } = useOrganization();
  const pages = useInfiniteQuery(archivedQuery(id));
  const { data: names } = useQuery(namesQuery(id, ['removed']));
  const [reading, setReading] = useState<Conversation | null>(null);
  if (pages.error) return <Notice refusal={toRefusal(pages.error)} />;
  const chats = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  if (pages.data && chats.length === 0) {
    return <p className="card empty">No chat is archived. When a member is removed, theirs are kept here.</p>;
  }
  return (
    <section className="card" aria-label="Archived chats">
      <div className="table-box">
        <table className="table table--cards" aria-busy={pages.isPending}>
          <caption className="out-of-sight">Archived chats</caption>
          <thead>
            <tr>
              <th scope="col">Chat</th>
              <th scope="col">Of</th>
              <th scope="col">Begun</th>
              <th scope="col">Archived</th>
              <th scope="col">
                <span className="out-of-sight">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {pages.isPending && <SkeletonRows rows={3} columns={5} />}
            {chats.map((chat) => (
              <tr key={chat.id}>
                <th scope="row">
                  <span className="cut">{titleOf(chat)}</span>
                </th>
                <td data-label="Of">{names?.get(chat.ownerId) ?? 'Somebody who is gone'}</td>
                <td data-label="Begun">
                  <Day at={chat.createdAt} timeZone={timezone} />
                </td>
                <td data-label="Archived">
                  {chat.archivedAt !== null && <Day at={chat.archivedAt} timeZone={timezone} />}
                </td>
                <td className="narrow actions">
                  <Button
                    size="small"
                    aria-label={`Read ${titleOf(chat)}`}
                    onPress={() => {
                      setReading(chat);
                    }}
                  >
                    Read
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore pages={pages} />
      {reading && (
        <ChatDialog
          conversationId={reading.id}
          title={titleOf(reading)}
          of={names?.get(reading.ownerId) ?? 'Somebody who is gone'}
          onClose={() => {
            setReading(null);
          }}
        />
      )}
    </section>
  );
}

function titleOf({ title }: Conversation): string {
  return title ?? 'Untitled chat';
}
