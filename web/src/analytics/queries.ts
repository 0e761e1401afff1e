import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client';
import { fetchSignedIn } from '../api/fetch-signed-in';
import { readProblem, toRefusal } from '../api/problem';
import { organizationKey } from '../api/query-client';

export type Revenue = Schemas['RevenueDto'];
export type RevenueOfPeriod = Schemas['RevenueOfPeriodDto'];
export type TeamMember = Schemas['TeamMemberDto'];

/** Revenue against targets. @param fiscalYear the current one without */
export function revenueQuery(organizationId: string, fiscalYear?: number) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'revenue', fiscalYear),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/analytics/revenue', {
          params: { path: { organizationId }, query: fiscalYear === undefined ? {} : { fiscalYear } },
          signal,
        }),
      ),
  });
}

/** Days, both included; the current fiscal quarter without. */
export interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The results of each member. */
export function teamQuery(organizationId: string, { from, to }: Days) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'team', { from, to }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/organizations/{organizationId}/analytics/team', {
          params: { path: { organizationId }, query: { ...(from ? { from } : {}), ...(to ? { to } : {}) } },
          signal,
        }),
      ),
  });
}

export type ReportFormat = 'pdf' | 'csv';

/** Has the browser save a report of a month or fiscal quarter. */
export async function saveReport(organizationId: string, period: string, format: ReportFormat): Promise<void> {
  const path = `/api/v1/organizations/${organizationId}/analytics/report.${format}?period=${period}`;
  const response = await fetchSignedIn(new Request(path)).catch((reason: unknown) => {
    throw toRefusal(reason);
  });
  if (!response.ok) throw readProblem(await response.json().catch(() => null), response);
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name ?? `report-${period}.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}
