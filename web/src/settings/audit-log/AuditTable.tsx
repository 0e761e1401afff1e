import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answerOf, api } from '../../api/client';
import { toRefusal } from '../../api/problem';
import { organizationKey } from '../../api/query-client';
import { useOrganizationId } from '../../api/use-organization';
import { LoadMore } from '../../ui/LoadMore';
import { Notice } from '../../ui/Notice';
import { SkeletonRows } from '../../ui/Skeleton';
import type { AuditSearch } from './audit-search';
import { EventRow } from './EventRow';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

function auditQuery(organizationId: string, search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'audit', search),
    // What others do is worth seeing at each visit.
    staleTime: 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/audit-events', {
          params: {
            path: { organizationId },
            query: { ...search, limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export function AuditTable() {
  const search = route.useSearch();
  const pages = useInfiniteQuery(auditQuery(useOrganizationId(), search));
  if (pages.error) {
    return (
      <div className="card__body">
        <Notice refusal={toRefusal(pages.error)} />
      </div>
    );
  }
  const events = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  if (pages.data && events.length === 0) {
    return <p className="empty">Nothing was changed like this. Choose other days, or “Everything”.</p>;
  }
  return (
    <>
      <div className="table-box">
        <table className="table table--cards" aria-busy={pages.isPending}>
          <caption className="out-of-sight">Events, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">By</th>
              <th scope="col">Of</th>
              <th scope="col">When</th>
              <th scope="col">
                <span className="out-of-sight">Details</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {pages.isPending && <SkeletonRows rows={6} columns={5} />}
            {events.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore pages={pages} />
    </>
  );
}
