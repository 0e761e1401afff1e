import type { Invitation } from '../../../api/client';
import { ROLE_NAMES } from '../../../shared/roles';
import { ExportButton } from '../ExportButton';

const HEAD = ['Email', 'Role', 'Status', 'Invited by', 'Last sent', 'Expires'];

/** Times are in UTC, in the one form that every spreadsheet reads. */
function toRow({ email, role, status, invitedBy, lastSentAt, expiresAt }: Invitation): string[] {
  return [email, ROLE_NAMES[role], status === 'pending' ? 'Invited' : 'Expired', invitedBy.name, lastSentAt, expiresAt];
}

export function ExportInvitations({ invitations }: { readonly invitations: readonly Invitation[] }) {
  return <ExportButton name="invitations" readRows={() => Promise.resolve([HEAD, ...invitations.map(toRow)])} />;
}
