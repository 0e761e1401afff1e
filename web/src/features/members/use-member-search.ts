import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../shared/use-organization';
import type { MemberSearch, MemberTab } from './member-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

type Change = { readonly [Name in keyof MemberSearch]?: MemberSearch[Name] | undefined };

/** `replace` replaces the current entry of the history; otherwise a new one is added. */
type ChangeSearch = (change: Change, how?: { readonly replace: boolean }) => void;

export function useMemberSearch(): MemberSearch {
  return route.useSearch();
}

/** The tab of the URL. Invitations are visible only to those who can send them. */
export function useMemberTab(): MemberTab {
  const { tab = 'members' } = useMemberSearch();
  const may = useMay();
  return tab === 'invitations' && !may('members:manage') ? 'members' : tab;
}

/** Changes a part of the URL's search; `undefined` removes it. */
export function useChangeSearch(): ChangeSearch {
  const navigate = route.useNavigate();
  const [run] = useState(() => (change: Change, { replace } = { replace: false }) => {
    void navigate({
      replace,
      resetScroll: false,
      search: (before: MemberSearch) => {
        const next = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
        return Object.fromEntries(next); // The same names and values, without those left out.
      },
    });
  });
  return run;
}

/** Shows a tab with these filters, and no others. */
export function useShowTab(): (search: MemberSearch) => void {
  const navigate = route.useNavigate();
  const [run] = useState(() => (search: MemberSearch) => {
    void navigate({ search, resetScroll: false });
  });
  return run;
}
