import { X } from 'lucide-react';
import { ROLE_NAMES, type AssignableRole } from '../../../shared/roles';
import type { CheckedInvitee } from './checked-invitees';

interface InviteeChipProps {
  readonly invitee: CheckedInvitee;
  /** The role of those who have none of their own. */
  readonly defaultRole: AssignableRole;
  readonly onRole: (role: AssignableRole) => void;
  readonly onRemove: () => void;
}

/** A person to invite: the address, their role, and a button that removes them. */
export function InviteeChip({ invitee, defaultRole, onRole, onRemove }: InviteeChipProps) {
  const { email, role, problem } = invitee;
  return (
    <li className={problem === null ? 'chip' : 'chip chip--wrong'}>
      <span className="chip__address truncate" title={email}>
        {email}
      </span>
      {problem === null && (
        <select
          className="chip__role"
          aria-label={`Role of ${email}`}
          value={role ?? defaultRole}
          onChange={({ target }) => {
            onRole(target.value as AssignableRole);
          }}
        >
          {(['admin', 'member', 'viewer'] as const).map((one) => (
            <option key={one} value={one}>
              {ROLE_NAMES[one]}
            </option>
          ))}
        </select>
      )}
      <button type="button" className="chip__remove" aria-label={`Remove ${email}`} onClick={onRemove}>
        <X size={14} aria-hidden />
      </button>
    </li>
  );
}
