import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Invitation, Member } from '../../api/client';
import { useMay, useOrganizationId } from '../../shared/use-organization';
import { openInvitationsQuery } from '../invitations/queries';
import type { MemberSearch } from './member-search';
import { membersQuery } from './queries';

/** A row of the members' table: a member, or an invitation. */
export type TableRow =
  | { readonly id: string; readonly invitation: Invitation; readonly member?: never }
  | { readonly id: string; readonly member: Member; readonly invitation?: never };

/** The rows of the members' table for the filters of the URL, invitations first. */
export function useTableRows(search: MemberSearch) {
  const organizationId = useOrganizationId();
  const may = useMay();
  const { q, role, status, sort } = search;
  const showsMembers = status === undefined || status === 'active' || status === 'removed';
  const showsInvitations = may('members:manage') && status !== 'active' && status !== 'removed';
  const members = useInfiniteQuery({
    ...membersQuery(organizationId, { q, role, sort, status: status === 'removed' ? 'removed' : 'active' }),
    enabled: showsMembers,
  });
  const invitations = useQuery({ ...openInvitationsQuery(organizationId), enabled: showsInvitations });
  const shownMembers = showsMembers ? members.data : undefined;
  const shownInvitations = showsInvitations ? invitations.data : undefined;
  const rows = useMemo<readonly TableRow[]>(
    () => [
      ...(shownInvitations ?? [])
        .filter((one) => isShown(one, { q, role, status }))
        .map((invitation) => ({ id: invitation.id, invitation })),
      ...(shownMembers?.pages ?? []).flatMap(({ data }) => data.map((member) => ({ id: member.id, member }))),
    ],
    [shownMembers, shownInvitations, q, role, status],
  );
  return {
    rows,
    isLoading: (showsMembers && members.isPending) || (showsInvitations && invitations.isPending),
    failed: [members, invitations].find(({ error }) => error !== null) ?? null,
    pages: showsMembers ? members : null,
  };
}

type InvitationSearch = { readonly [Name in 'q' | 'role' | 'status']: MemberSearch[Name] | undefined };

/** The service lists every pending and expired invitation; the filters are applied here. */
function isShown({ email, role, status }: Invitation, search: InvitationSearch): boolean {
  if (search.role !== undefined && search.role !== role) return false;
  if (search.q !== undefined && !email.toLowerCase().includes(search.q.toLowerCase())) return false;
  if (search.status === 'invited') return status === 'pending';
  return search.status !== 'expired' || status === 'expired';
}
