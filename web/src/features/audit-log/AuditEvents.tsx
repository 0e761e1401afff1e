import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useOrganization } from '../../shared/use-organization';
import { ListState } from '../../ui/table/ListState';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import type { AuditSearch } from './audit-search';
import { EventItem } from './EventItem';
import { dayName, groupByDay } from './event-days';
import { auditQuery } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

/** The events, newest first and by day. */
export function AuditEvents() {
  const search = route.useSearch();
  const { id, timezone } = useOrganization();
  const pages = useInfiniteQuery(auditQuery(id, search));
  const events = pages.data?.pages.flatMap((page) => page.data) ?? [];
  const now = new Date();
  return (
    <>
      <ListState
        query={pages}
        isLoading={pages.isPending}
        isEmpty={events.length === 0}
        empty={<p className="empty">{emptyText(search)}</p>}
        pages={pages}
      >
        {pages.isPending && <LoadingBlock height={600} />}
        {groupByDay(events, timezone).map(({ day, events: ofDay }) => (
          <section key={day} aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`} className="events__day">
              <time dateTime={day}>{dayName(day, timezone, now)}</time>
            </h2>
            <ul>
              {ofDay.map((event) => (
                <EventItem key={event.id} event={event} search={search.q} />
              ))}
            </ul>
          </section>
        ))}
      </ListState>
      {events.length > 0 && <Count count={events.length} isAll={!pages.hasNextPage} />}
    </>
  );
}

function emptyText({ from, to }: AuditSearch): string {
  if (from !== undefined && to !== undefined && from > to) return '“From” is after “To”. Choose days in order.';
  return 'No events match these filters. Clear a filter to see more.';
}

/** How many events are shown, and whether they are all. */
function Count({ count, isAll }: { readonly count: number; readonly isAll: boolean }) {
  const events = count === 1 ? 'event' : 'events';
  return (
    <p className="events__count small quiet" role="status">
      {isAll ? `End of the log: ${count.toLocaleString()} ${events}.` : `${count.toLocaleString()} events so far.`}
    </p>
  );
}
