import { getRouteApi } from '@tanstack/react-router';
import { Button } from '../../ui/Button';
import type { MemberSearch } from './member-search';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

/** Nobody fits what is looked for. */
export function NobodyFound({ search }: { readonly search: MemberSearch }) {
  const navigate = route.useNavigate();
  return (
    <div className="empty" role="status">
      <p>{sentence(search)}</p>
      <Button
        onPress={() => {
          void navigate({ search: {} });
        }}
      >
        Show everybody
      </Button>
    </div>
  );
}

function sentence({ q, role, status }: MemberSearch): string {
  if (q !== undefined) return `Nobody here is called “${q}” or has such an address.`;
  if (status === 'removed') return 'Nobody was removed. Whoever is can be reinstated within seven days.';
  if (status === 'expired') return 'No invitation has expired. Invitations are open for seven days.';
  if (status === 'invited') return 'No invitation is open.';
  return role === undefined ? 'There is nobody here.' : 'Nobody has this role.';
}
