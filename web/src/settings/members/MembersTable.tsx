import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Invitation } from '../../api/client';
import { toRefusal } from '../../api/problem';
import { membersQuery, openInvitationsQuery } from '../../api/queries';
import { useMay, useOrganizationId } from '../../api/use-organization';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { SkeletonRows } from '../../ui/Skeleton';
import { InvitationRow } from './InvitationRow';
import type { MemberSearch } from './member-search';
import { MemberRow } from './MemberRow';
import { NobodyFound } from './NobodyFound';
import { SortHead } from './SortHead';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

/** Members and open invitations in one table: who is there, and who is on the way. */
export function MembersTable() {
  const search = route.useSearch();
  const { members, invitations, isLoading, error, more } = useRows(search);
  if (error) {
    return (
      <div className="card__body">
        <Notice refusal={toRefusal(error)} />
      </div>
    );
  }
  const isEmpty = !isLoading && members.length === 0 && invitations.length === 0;
  return (
    <>
      {isEmpty ? (
        <NobodyFound search={search} />
      ) : (
        <div className="table-box">
          <table className="table table--cards" aria-busy={isLoading}>
            <caption className="out-of-sight">Members and open invitations</caption>
            <thead>
              <tr>
                <SortHead name="name">Member</SortHead>
                <SortHead name="role">Role</SortHead>
                <th scope="col">Status</th>
                <SortHead name="lastActiveAt">Last active</SortHead>
                <SortHead name="joinedAt">Joined</SortHead>
                <th scope="col">
                  <span className="out-of-sight">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} />
              ))}
              {members.map((member) => (
                <MemberRow key={member.id} member={member} />
              ))}
              {isLoading && <SkeletonRows rows={4} columns={6} />}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <div className="card__foot">
          <Button onPress={more.load} isPending={more.isPending}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

function useRows(search: MemberSearch) {
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
  return {
    members: showsMembers ? (members.data?.pages.flatMap(({ data }) => data) ?? []) : [],
    invitations: showsInvitations ? (invitations.data ?? []).filter((one) => isShown(one, search)) : [],
    isLoading: (showsMembers && members.isPending) || (showsInvitations && invitations.isPending),
    error: members.error ?? invitations.error,
    more:
      showsMembers && members.hasNextPage
        ? { load: () => void members.fetchNextPage(), isPending: members.isFetchingNextPage }
        : null,
  };
}

/** The service lists every open invitation; what the address asks for is found in it here. */
function isShown({ email, role, status }: Invitation, search: MemberSearch): boolean {
  if (search.role !== undefined && search.role !== role) return false;
  if (search.q !== undefined && !email.toLowerCase().includes(search.q.toLowerCase())) return false;
  if (search.status === 'invited') return status === 'pending';
  return search.status !== 'expired' || status === 'expired';
}
