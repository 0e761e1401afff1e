import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { organizationKey, queryClient } from '../api/query-client';
import { useOrganizationId } from './use-organization';

type Page = 'analytics' | 'audit-log';

const NOTHING: object = {};

/** The filters that a page had when it was left; for this session, and cleared with the other queries of the organization. */
function pageSearchQuery(organizationId: string, page: Page) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'page-search', page),
    queryFn: () => NOTHING,
    staleTime: 'static',
    gcTime: Infinity,
  });
}

interface Entering {
  readonly cause: 'preload' | 'enter' | 'stay';
  readonly search: object;
  readonly params: { readonly organizationId: string };
}

/** The filters to restore when a page is opened without any, as by the sidebar; null: none. */
export function searchToRestore({ cause, search, params }: Entering, page: Page): object | null {
  const last = queryClient.getQueryData(pageSearchQuery(params.organizationId, page).queryKey) ?? NOTHING;
  return cause === 'enter' && Object.keys(search).length === 0 && Object.keys(last).length > 0 ? last : null;
}

/** Remembers the filters of the URL, for when the person comes back to the page. */
export function useRememberSearch(page: Page, search: object): void {
  const organizationId = useOrganizationId();
  // Keeps what is remembered while no page reads it.
  useQuery({ ...pageSearchQuery(organizationId, page), notifyOnChangeProps: [] });
  useEffect(() => {
    queryClient.setQueryData(pageSearchQuery(organizationId, page).queryKey, search);
  }, [organizationId, page, search]);
}
