import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../../api/client';
import { meQuery, ownInvitationsQuery } from '../../../api/queries';
import { queryClient } from '../../../api/query-client';
import { useSwitch } from '../../../frame/OrganizationSelector';
import { DeclineDialog } from './DeclineDialog';
import { Logo } from '../../../ui/Avatar';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { Day } from '../../../ui/Time';
import { useRefusable } from '../../../ui/use-action';
import { ROLE_NAMES } from '../../../ui/words';

type OwnInvitation = Schemas['OwnInvitationDto'];

/** An invitation to one of one's own addresses: no link is needed to answer it. */
export function OpenInvitation({ invitation }: { readonly invitation: OwnInvitation }) {
  const { organization, inviterName, role, expiresAt } = invitation;
  const switchTo = useSwitch();
  const accept = useRefusable(acceptIt, async ({ organizationId }) => {
    await refresh();
    switchTo(organizationId);
  });
  const [isDeclining, setIsDeclining] = useState(false);
  const decline = useRefusable(declineIt, refresh);
  return (
    <li className="card card__body stack stack--tight">
      <div className="row row--tight">
        <Logo {...organization} />
        <div className="cut">
          <p className="strong cut">{organization.name}</p>
          <p className="small quiet">
            Invited by {inviterName} as {ROLE_NAMES[role]} · Expires <Day at={expiresAt} />
          </p>
        </div>
      </div>
      {accept.refusal && <Notice refusal={accept.refusal} />}
      <div className="row">
        <Button
          look="primary"
          isPending={accept.isPending}
          onPress={() => {
            accept.run(invitation.id);
          }}
        >
          Accept invitation
        </Button>
        <Button
          isDisabled={accept.isPending}
          onPress={() => {
            setIsDeclining(true);
          }}
        >
          Decline
        </Button>
      </div>
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

function acceptIt(invitationId: string) {
  return answerOf(api.POST('/api/v1/me/invitations/{invitationId}/accept', { params: { path: { invitationId } } }));
}

function declineIt(invitationId: string) {
  return answerOf(api.POST('/api/v1/me/invitations/{invitationId}/decline', { params: { path: { invitationId } } }));
}

async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: meQuery.queryKey, exact: true }),
    queryClient.invalidateQueries({ queryKey: ownInvitationsQuery.queryKey }),
  ]);
}
