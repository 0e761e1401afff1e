import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { organizationKey, queryClient } from '../api/query-client';

/** The pages whose filters and order are remembered. The members page remembers those of each of its tabs. */
type Page =
  'analytics' | 'api-keys' | 'archived-chats' | 'audit-log' | 'credit-history' | 'data-ownership' | 'operator';

const NOTHING: object = {};

/**
 * The filters that a page had when it was left; for this session, and cleared with the other queries of the organization.
 *
 * @param organizationId none for a page that belongs to no organization
 */
function pageSearchQuery(organizationId: string | undefined, page: Page) {
  const key = ['page-search', page];
  return queryOptions({
    queryKey: organizationId === undefined ? key : organizationKey(organizationId, ...key),
    queryFn: () => NOTHING,
    staleTime: 'static',
    gcTime: Infinity,
  });
}

interface Entering {
  readonly cause: 'preload' | 'enter' | 'stay';
  readonly search: object;
  readonly params: { readonly organizationId?: string };
}

/** The filters to restore when a page is opened without any, as by the sidebar; null: none. */
export function searchToRestore({ cause, search, params }: Entering, page: Page): object | null {
  const last = queryClient.getQueryData(pageSearchQuery(params.organizationId, page).queryKey) ?? NOTHING;
  return cause === 'enter' && Object.keys(search).length === 0 && Object.keys(last).length > 0 ? last : null;
}

/** Remembers the filters of the URL, for when the person comes back to the page. */
export function useRememberSearch(page: Page, search: object): void {
  const { organizationId } = useParams({ strict: false });
  // Keeps what is remembered while no page reads it.
  useQuery({ ...pageSearchQuery(organizationId, page), notifyOnChangeProps: [] });
  useEffect(() => {
    queryClient.setQueryData(pageSearchQuery(organizationId, page).queryKey, search);
  }, [organizationId, page, search]);
}
