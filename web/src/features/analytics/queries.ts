import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../../api/client';
import { BY_CURSOR, cursorParam } from '../../api/pages';
import { saveFile } from '../../api/download';
import { organizationKey } from '../../api/query-client';

type RevenueOfCurrency = Required<Schemas['RevenueOfCurrencyDto']>;
/** With the counts, which are always asked for here. */
export interface RevenueOfPeriod extends Required<Omit<Schemas['RevenueOfPeriodDto'], 'otherCurrencies'>> {
  readonly otherCurrencies: readonly RevenueOfCurrency[];
}
export interface Revenue extends Omit<Schemas['RevenueDto'], 'months' | 'quarters' | 'otherCurrencies'> {
  readonly months: RevenueOfPeriod[];
  readonly quarters: RevenueOfPeriod[];
  readonly otherCurrencies: readonly RevenueOfCurrency[];
}
export type Summary = Schemas['SummaryDto'];
export type TeamMember = Required<Schemas['TeamMemberDto']>;

/** Revenue against targets. @param fiscalYear the current one by default */
export function revenueQuery(organizationId: string, fiscalYear?: number) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'revenue', fiscalYear),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/analytics/revenue', {
          params: {
            path: { organizationId },
            query: { include: 'counts', ...(fiscalYear === undefined ? {} : { fiscalYear }) },
          },
          signal,
        }),
      ) as Promise<Revenue>,
  });
}

/** Days, both included; by default the current fiscal quarter. */
interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The key figures of a range, compared with the range before or with the same days last year. */
export function summaryQuery(organizationId: string, { from, to }: Days, compare: 'previous_period' | 'previous_year') {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'summary', { from, to, compare }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/analytics/summary', {
          params: { path: { organizationId }, query: { compare, ...(from ? { from } : {}), ...(to ? { to } : {}) } },
          signal,
        }),
      ),
  });
}

/** Which deals are listed. */
export interface WonDeals extends Required<Days> {
  readonly currencies: readonly string[];
  /** The membership whose deals are listed; undefined: all deals. */
  readonly ownerId: string | undefined;
}

/** The deals won in a range of days, the largest first. */
export function wonDealsQuery(organizationId: string, { from, to, currencies, ownerId }: WonDeals) {
  return infiniteQueryOptions({
    queryKey: organizationKey(organizationId, 'deals', 'won', { from, to, currencies, ownerId }),
    ...BY_CURSOR,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/deals', {
          params: {
            path: { organizationId },
            query: {
              stage: ['closed_won'],
              currency: [...currencies],
              ...(from ? { closedFrom: from } : {}),
              ...(to ? { closedTo: to } : {}),
              ...(ownerId ? { ownerId } : {}),
              sort: '-amount',
              limit: 50,
              ...cursorParam(pageParam),
            },
          },
          signal,
        }),
      ),
  });
}

/** The results of each member. */
export function teamQuery(organizationId: string, { from, to }: Days) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'team', { from, to }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/organizations/{organizationId}/analytics/team', {
          params: {
            path: { organizationId },
            query: { include: 'counts', ...(from ? { from } : {}), ...(to ? { to } : {}) },
          },
          signal,
        }),
      ) as Promise<{ data: TeamMember[] }>,
  });
}

export type ReportFormat = 'pdf' | 'csv';

/** Has the browser save a report of a month or fiscal quarter. */
export async function saveReport(organizationId: string, period: string, format: ReportFormat): Promise<void> {
  const path = `/api/v1/organizations/${organizationId}/analytics/report.${format}?period=${period}`;
  await saveFile(path, `report-${period}.${format}`);
}
