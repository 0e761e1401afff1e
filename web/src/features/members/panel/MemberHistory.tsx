import { useInfiniteQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../api/client';
import { useOrganizationId } from '../../../shared/use-organization';
import { Button } from '../../../ui/Button';
import { QueryFailed } from '../../../ui/LoadFailed';
import { LoadingBlock } from '../../../ui/Skeleton';
import { Moment } from '../../../ui/Time';
import { EventSentence } from '../../audit-log/EventSentence';
import { useMembersTable } from '../table-context';
import { memberHistoryQuery } from './queries';

type AuditEvent = Schemas['AuditEventDto'];

/** What was done to the member, by whom and when. */
export function MemberHistory({ membershipId }: { readonly membershipId: string }) {
  const pages = useInfiniteQuery(memberHistoryQuery(useOrganizationId(), membershipId));
  const events = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section className="stack stack--tight" aria-label="History">
      <h3>History</h3>
      <QueryFailed query={pages} />
      {pages.isPending && <LoadingBlock height={120} />}
      {!pages.isPending && events.length === 0 && <p className="quiet">No events.</p>}
      <ol className="stack stack--tight">
        {events.map((event) => (
          <HistoryItem key={event.id} event={event} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <div>
          <Button size="small" isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            Show earlier events
          </Button>
        </div>
      )}
    </section>
  );
}

function HistoryItem({ event }: { readonly event: AuditEvent }) {
  const { timezone } = useMembersTable();
  return (
    <li>
      <p>
        <EventSentence event={event} search={undefined} />
      </p>
      <p className="small quiet">
        <Moment at={event.at} timeZone={timezone} />
      </p>
    </li>
  );
}
