import { useState } from 'react';
import { api, unwrap, type Schemas } from '../../../api/client';
import { queryClient } from '../../../api/query-client';
import { OrganizationLogo } from '../../../shared/OrganizationLogo';
import { meQuery } from '../../../shared/organization-queries';
import { ROLE_NAMES } from '../../../shared/roles';
import { useSwitchOrganization } from '../../../shared/use-switch-organization';
import { Notice } from '../../../ui/feedback/Notice';
import { Day } from '../../../ui/format/Time';
import { useAction } from '../../../ui/feedback/use-action';
import { AnswerButtons } from './AnswerButtons';
import { DeclineDialog } from './DeclineDialog';
import { ownInvitationsQuery } from './queries';

type OwnInvitation = Schemas['OwnInvitationDto'];

/** An invitation to one of the person's own addresses, which can be answered without its link. */
export function ReceivedInvitation({ invitation }: { readonly invitation: OwnInvitation }) {
  const { organization, inviterName, role, expiresAt } = invitation;
  const switchTo = useSwitchOrganization();
  const accept = useAction(acceptInvitation, async ({ organizationId }) => {
    await refresh();
    switchTo(organizationId);
  });
  const [isDeclining, setIsDeclining] = useState(false);
  const decline = useAction(declineInvitation, refresh);
  return (
    <li className="card card__body stack stack--tight">
      <div className="row row--tight">
        <OrganizationLogo {...organization} />
        <div className="selector__text">
          <p className="strong truncate">{organization.name}</p>
          <p className="small quiet">
            Invited by {inviterName} as {ROLE_NAMES[role]} · Expires <Day at={expiresAt} />
          </p>
        </div>
      </div>
      {accept.refusal && <Notice refusal={accept.refusal} />}
      <AnswerButtons
        isPending={accept.isPending}
        onAccept={() => {
          accept.run(invitation.id);
        }}
        onDecline={() => {
          setIsDeclining(true);
        }}
      />
      {isDeclining && (
        <DeclineDialog
          name={organization.name}
          isPending={decline.isPending}
          refusal={decline.refusal}
          onDecline={() => {
            decline.run(invitation.id);
          }}
          onClose={() => {
            decline.reset();
            setIsDeclining(false);
          }}
        />
      )}
    </li>
  );
}

function acceptInvitation(invitationId: string) {
  return unwrap(api.POST('/api/v1/me/invitations/{invitationId}/accept', { params: { path: { invitationId } } }));
}

function declineInvitation(invitationId: string) {
  return unwrap(api.POST('/api/v1/me/invitations/{invitationId}/decline', { params: { path: { invitationId } } }));
}

async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey, exact: true }),
    queryClient.invalidateQueries({ queryKey: ownInvitationsQuery.queryKey }),
  ]);
}
