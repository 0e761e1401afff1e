import type { Member } from '../../api/client';
import { ROLE_NAMES } from '../../shared/roles';
import { useOrganizationId } from '../../shared/use-organization';
import { ExportButton } from './ExportButton';
import { readAllMembers, type MemberFilter } from './queries';

const HEAD = ['Name', 'Email', 'Role', 'Status', 'Last active', 'Joined', 'Removed'];

/** Times are in UTC, in the one form that every spreadsheet reads. */
function toRow({ name, email, role, status, lastActiveAt, joinedAt, removedAt }: Member): string[] {
  const statusText = status === 'active' ? 'Active' : 'Removed';
  return [name, email, ROLE_NAMES[role], statusText, lastActiveAt ?? '', joinedAt, removedAt ?? ''];
}

export function ExportMembers({ filter }: { readonly filter: MemberFilter }) {
  const organizationId = useOrganizationId();
  return (
    <ExportButton
      name={filter.status === 'active' ? 'members' : 'removed-members'}
      readRows={async () => [HEAD, ...(await readAllMembers(organizationId, filter)).map(toRow)]}
    />
  );
}
