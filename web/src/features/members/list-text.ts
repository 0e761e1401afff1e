import { useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../shared/use-organization';
import { count } from '../../ui/format/count';
import { memberCountsQuery } from './queries';
import { useMemberSearch, useMemberTab } from './use-member-search';

/** The rows of a list that are loaded, and whether these are all that match its filters. */
export interface Shown {
  readonly shown: number;
  readonly isEnd: boolean;
}

const NOUNS = { members: 'member', invitations: 'invitation', removed: 'removed member' } as const;

/**
 * Above the list: "47 members, 3 invitations open, 1 expired", or with filters "3 of 47 members"; null until it is known.
 *
 * @param list null while it is loading
 */
export function useTotalText(list: Shown | null): string | null {
  const { data } = useQuery(memberCountsQuery(useOrganizationId()));
  const tab = useMemberTab();
  const isFiltered = useIsFiltered();
  if (!data || !list) return null;
  const { active, removed, invitations } = data;
  if (isFiltered) {
    const total = { members: active, removed, invitations: (invitations?.pending ?? 0) + (invitations?.expired ?? 0) };
    return foundText(list, NOUNS[tab], total[tab]);
  }
  if (tab === 'removed') return count(removed, NOUNS.removed);
  const parts = tab === 'members' ? [count(active, NOUNS.members)] : [];
  if (invitations) parts.push(`${count(invitations.pending, NOUNS.invitations)} open`);
  if (invitations && invitations.expired > 0) parts.push(`${invitations.expired.toLocaleString()} expired`);
  return parts.join(', ');
}

function foundText({ shown, isEnd }: Shown, noun: string, total: number): string {
  if (shown === 0) return `No ${noun}s match`;
  return `${shown.toLocaleString()}${isEnd ? '' : '+'} of ${count(total, noun)}`;
}

/** At the end of the list: "100 of 10,000 members shown", or "All 47 members shown". */
export function useShownText({ shown, isEnd }: Shown): string {
  const { data } = useQuery(memberCountsQuery(useOrganizationId()));
  const tab = useMemberTab();
  const noun = NOUNS[tab];
  const isFiltered = useIsFiltered();
  if (isEnd && isFiltered) return `${count(shown, noun)} found`;
  if (isEnd) return shown === 1 ? `1 ${noun} shown` : `All ${count(shown, noun)} shown`;
  const total = tab === 'removed' ? data?.removed : data?.active;
  if (isFiltered || total === undefined) return `The first ${count(shown, noun)} shown`;
  return `${shown.toLocaleString()} of ${count(total, noun)} shown`;
}

function useIsFiltered(): boolean {
  const { q, role, status, inactive } = useMemberSearch();
  return [q, role, status, inactive].some((filter) => filter !== undefined);
}
