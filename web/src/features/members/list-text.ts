import { useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../shared/use-organization';
import { count } from '../../ui/format/count';
import { memberCountsQuery } from './queries';
import { useMemberSearch, useMemberTab } from './use-member-search';

/** "47 members, 3 invitations open, 1 expired", or how many were removed; null until it is known. */
export function useTotalText(): string | null {
  const { data } = useQuery(memberCountsQuery(useOrganizationId()));
  const tab = useMemberTab();
  if (!data) return null;
  const { active, removed, invitations } = data;
  if (tab === 'removed') return count(removed, NOUNS.removed);
  const parts = [count(active, 'member')];
  if (invitations) parts.push(`${count(invitations.pending, 'invitation')} open`);
  if (invitations && invitations.expired > 0) parts.push(`${invitations.expired.toLocaleString()} expired`);
  return parts.join(', ');
}

const NOUNS = { members: 'member', invitations: 'invitation', removed: 'removed member' } as const;

/** At the end of the list: "100 of 10,000 members shown", or "All 47 members shown". */
export function useShownText({ shown, isEnd }: { readonly shown: number; readonly isEnd: boolean }): string {
  const { q, role, status, inactive } = useMemberSearch();
  const { data } = useQuery(memberCountsQuery(useOrganizationId()));
  const tab = useMemberTab();
  const noun = NOUNS[tab];
  const isFiltered = [q, role, status, inactive].some((filter) => filter !== undefined);
  if (isEnd) return isFiltered ? `${count(shown, noun)} found` : `All ${count(shown, noun)} shown`;
  const total = tab === 'removed' ? data?.removed : data?.active;
  if (isFiltered || total === undefined) return `The first ${count(shown, noun)} shown`;
  return `${shown.toLocaleString()} of ${count(total, noun)} shown`;
}
