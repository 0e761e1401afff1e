import { useMutation } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { memo, useState } from 'react';
import type { Invitation } from '../../api/client';
import { emailLink } from '../../shared/caught-emails';
import { refreshMembers } from '../../shared/refresh';
import { ROLE_NAMES } from '../../shared/roles';
import { useOrganization, useOrganizationId } from '../../shared/use-organization';
import { RowMenu } from '../../ui/menu/RowMenu';
import { CutText } from '../../ui/table/CutText';
import { Highlight } from '../../ui/table/Highlight';
import { SelectCell } from '../../ui/table/SelectCell';
import { Ago, Day } from '../../ui/format/Time';
import { rowPlace, type RowPlace } from '../../ui/table/VirtualRows';
import { lazyDialog } from '../../ui/loading/lazy';
import { showToast, showRefusal, hideRefusal } from '../../ui/feedback/toast-store';
import { resendInvitation } from './queries';

const ChangeInvitationRole = lazyDialog(async () => (await import('./ChangeInvitationRole')).ChangeInvitationRole);
const RevokeInvitation = lazyDialog(async () => (await import('./RevokeInvitation')).RevokeInvitation);

const RESEND = { id: 'resend', label: 'Resend invitation', isDanger: false } as const;
const REVOKE = { id: 'revoke', label: 'Revoke invitation', isDanger: true } as const;
/** An expired one has to be resent before its role is changed. */
const ACTIONS_IF_EXPIRED = [RESEND, REVOKE] as const;
const ACTIONS = [RESEND, { id: 'role', label: 'Change role', isDanger: false }, REVOKE] as const;

interface InvitationRowProps extends RowPlace {
  readonly invitation: Invitation;
  /** What was searched for: it is marked. */
  readonly search: string | undefined;
  readonly isSelected: boolean;
  readonly onSelect: (id: string, isRange: boolean) => void;
}

export const InvitationRow = memo(function InvitationRow(props: InvitationRowProps) {
  const { invitation, search, isSelected, onSelect, ...place } = props;
  const { timezone } = useOrganization();
  const { id, email, role, status, invitedBy, lastSentAt, expiresAt } = invitation;
  const isOpen = status === 'pending';
  return (
    <tr {...rowPlace(place)} {...(isSelected ? { 'data-selected': true } : {})}>
      <SelectCell name={email} id={id} isSelected={isSelected} onSelect={onSelect} />
      <th scope="row" className="whole">
        <span className="row row--tight">
          <span className="avatar" aria-hidden>
            <Mail size={16} />
          </span>
          <span className="selector__text">
            <CutText className="strong" text={email}>
              <Highlight text={email} search={search} />
            </CutText>
            <span className="truncate small quiet">Invited by {invitedBy.name}</span>
          </span>
        </span>
      </th>
      <td data-label="Role">{ROLE_NAMES[role]}</td>
      <td data-label="Status">
        <span className="row">
          {isOpen ? (
            <span className="badge badge--accent">Invited</span>
          ) : (
            <span className="badge badge--warn">Expired</span>
          )}
          {isOpen && <MailStatus status={invitation.emailStatus} />}
        </span>
      </td>
      <td data-label="Last sent" className="cell-last">
        <Ago at={lastSentAt} timeZone={timezone} />
      </td>
      <td data-label={isOpen ? 'Expires' : 'Expired'}>
        <Day at={expiresAt} timeZone={timezone} />
      </td>
      <td className="narrow actions">
        <InvitationActions invitation={invitation} />
      </td>
    </tr>
  );
});

/** Whether the email was sent, as the service reports it. */
function MailStatus({ status }: { readonly status: Invitation['emailStatus'] }) {
  if (status === 'failed') return <span className="badge badge--bad">Could not be sent</span>;
  return <span className="small quiet">{status === 'sent' ? 'Sent' : 'Queued'}</span>;
}

function InvitationActions({ invitation }: { readonly invitation: Invitation }) {
  const { id, email, status } = invitation;
  const organizationId = useOrganizationId();
  const [asked, setAsked] = useState<'revoke' | 'role' | null>(null);
  const close = () => {
    setAsked(null);
  };
  const action = `resend ${id}`;
  const resending = useMutation({
    onMutate: () => {
      hideRefusal(action);
    },
    mutationFn: () => resendInvitation(organizationId, id),
    onSuccess: async () => {
      showToast(
        `Invitation resent to ${email}. The new link is valid for 7 days and replaces the old one.`,
        emailLink([email]),
      );
      await refreshMembers(organizationId);
    },
    onError: (error) => {
      showRefusal(error, { action });
    },
  });
  return (
    <RowMenu
      label={`Actions for ${email}`}
      actions={status === 'pending' ? ACTIONS : ACTIONS_IF_EXPIRED}
      isPending={resending.isPending}
      onAction={(action) => {
        if (action === 'resend') resending.mutate();
        else setAsked(action);
      }}
      dialog={
        asked === null ? null : asked === 'revoke' ? (
          <RevokeInvitation invitation={invitation} onClose={close} />
        ) : (
          <ChangeInvitationRole invitation={invitation} onClose={close} />
        )
      }
    />
  );
}
