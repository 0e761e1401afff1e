import { Button } from '../../ui/parts/Button';
import { INACTIVE_DAYS } from './queries';
import type { MemberSearch } from './member-search';
import { useMemberSearch, useShowTab } from './use-member-search';

/** Shown where nothing matches the filters of the tab. */
export function NoMembersMatch() {
  const search = useMemberSearch();
  const showTab = useShowTab();
  const { tab, q, role, status, inactive } = search;
  const isFiltered = [q, role, status, inactive].some((filter) => filter !== undefined);
  return (
    <div className="empty" role="status">
      <p>{sentence(search)}</p>
      {isFiltered && (
        <Button
          onPress={() => {
            showTab(tab === undefined ? {} : { tab });
          }}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

function sentence({ tab, q, role, status, inactive }: MemberSearch): string {
  const what = tab === undefined ? 'members' : tab === 'removed' ? 'removed members' : 'invitations';
  if (q !== undefined) return `No ${what} match “${q}”.`;
  if (role !== undefined) return `No ${what} with this role.`;
  if (tab === 'removed') return 'No removed members. You can reinstate members for 7 days after removing them.';
  if (status === 'expired') return 'No expired invitations. Invitations expire after 7 days.';
  if (tab === 'invitations') return 'No pending invitations.';
  return inactive ? `Every member was active in the last ${INACTIVE_DAYS} days.` : 'No members yet.';
}
