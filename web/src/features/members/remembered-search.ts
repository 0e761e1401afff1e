import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { organizationKey, queryClient } from '../../api/query-client';
import { useOrganizationId } from '../../shared/use-organization';
import type { MemberSearch, MemberTab } from './member-search';
import { useMemberSearch, useMemberTab } from './use-member-search';

interface Remembered {
  readonly last: MemberSearch;
  readonly byTab: Readonly<Partial<Record<MemberTab, MemberSearch>>>;
}

const NOTHING: Remembered = { last: {}, byTab: {} };

/** The filters of this session; cleared with the other queries of the organization. */
function rememberedQuery(organizationId: string) {
  return queryOptions({
    queryKey: organizationKey(organizationId, 'member-search'),
    queryFn: () => NOTHING,
    staleTime: 'static',
    gcTime: Infinity,
  });
}

function read(organizationId: string): Remembered {
  return queryClient.getQueryData(rememberedQuery(organizationId).queryKey) ?? NOTHING;
}

/** The filters that the page had when it was left. */
export function lastMemberSearch(organizationId: string): MemberSearch {
  return read(organizationId).last;
}

/** The filters that a tab had when it was left. */
export function rememberedSearchOf(organizationId: string, tab: MemberTab): MemberSearch {
  return read(organizationId).byTab[tab] ?? (tab === 'members' ? {} : { tab });
}

/** Remembers the filters of the URL, for when the person comes back to the tab or to the page. */
export function useRememberSearch(): void {
  const organizationId = useOrganizationId();
  const search = useMemberSearch();
  const tab = useMemberTab();
  // Keeps what is remembered while no page reads it.
  useQuery({ ...rememberedQuery(organizationId), notifyOnChangeProps: [] });
  useEffect(() => {
    const { person: _shown, ...last } = search;
    queryClient.setQueryData(rememberedQuery(organizationId).queryKey, (before = NOTHING) => ({
      last,
      byTab: { ...before.byTab, [tab]: last },
    }));
  }, [organizationId, search, tab]);
}
