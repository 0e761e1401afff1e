import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { organizationKey } from '../../api/query-client';
import { useOrganizationId } from '../../shared/use-organization';
import { PagedTable } from '../../ui/PagedTable';
import { EventRow } from './EventRow';
import type { AuditSearch } from './audit-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

function auditQuery(organizationId: string, search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'audit', search),
    // Shows what others have done since the page was last opened.
    staleTime: 0,
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/audit-events', {
          params: {
            path: { organizationId },
            query: { ...search, limit: 50, ...cursorParam(pageParam) },
          },
          signal,
        }),
      ),
  });
}

export function AuditTable() {
  const search = route.useSearch();
  const pages = useInfiniteQuery(auditQuery(useOrganizationId(), search));
  return (
    <PagedTable
      caption="Events, newest first"
      columns={['Event', 'Actor', 'Target', 'Time', { label: 'Details', isHidden: true }]}
      pages={pages}
      skeletons={6}
      empty="No events match these filters. Choose other days, or “All events”."
    >
      {(event) => <EventRow event={event} />}
    </PagedTable>
  );
}
