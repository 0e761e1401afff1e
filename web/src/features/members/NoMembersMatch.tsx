import { getRouteApi } from '@tanstack/react-router';
import { Button } from '../../ui/Button';
import type { MemberSearch } from './member-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

/** Shown where no members match the filters. */
export function NoMembersMatch({ search }: { readonly search: MemberSearch }) {
  const navigate = route.useNavigate();
  return (
    <div className="empty" role="status">
      <p>{sentence(search)}</p>
      <Button
        onPress={() => {
          void navigate({ search: {} });
        }}
      >
        Clear filters
      </Button>
    </div>
  );
}

function sentence({ q, role, status }: MemberSearch): string {
  if (q !== undefined) return `No members match “${q}”.`;
  if (status === 'removed') return 'No removed members. You can reinstate members for 7 days after removing them.';
  if (status === 'expired') return 'No expired invitations. Invitations expire after 7 days.';
  if (status === 'invited') return 'No pending invitations.';
  return role === undefined ? 'No members yet.' : 'No members with this role.';
}
