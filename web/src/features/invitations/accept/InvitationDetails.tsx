import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../../../api/client';
import { queryClient } from '../../../api/query-client';
import type { Refusal } from '../../../problem/problem';
import { useIsSignedIn } from '../../../session/session';
import { useSignOut } from '../../../session/sign-out';
import { OrganizationLogo } from '../../../shared/OrganizationLogo';
import { meQuery } from '../../../shared/organization-queries';
import { ROLE_HINTS, ROLE_NAMES } from '../../../shared/roles';
import { useSwitchOrganization } from '../../../shared/use-switch-organization';
import { Notice } from '../../../ui/feedback/Notice';
import { MomentInZone } from '../../../ui/format/Time';
import { useAction } from '../../../ui/feedback/use-action';
import { AnswerButtons } from './AnswerButtons';
import { isClosed, ClosedInvitation } from './ClosedInvitation';
import { couldBe } from './masked-address';
import { DeclineDialog } from './DeclineDialog';
import { WrongAccount } from './WrongAccount';

interface InvitationDetailsProps {
  readonly invitation: Schemas['PublicInvitationDto'];
  readonly token: string;
}

export function InvitationDetails({ invitation, token }: InvitationDetailsProps) {
  const { organization, inviterName, role, email, status, expiresAt } = invitation;
  const isSignedIn = useIsSignedIn();
  const [isDeclined, setIsDeclined] = useState(false);
  const [isDeclining, setIsDeclining] = useState(false);
  const switchTo = useSwitchOrganization();
  const accept = useAction(acceptInvitation, async ({ organizationId }) => {
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    switchTo(organizationId);
  });
  const decline = useAction(declineInvitation, () => {
    setIsDeclined(true);
  });
  if (isDeclined) return <ClosedInvitation code="just-declined" organization={organization} />;
  if (status !== 'pending')
    return <ClosedInvitation code={codeOf(status)} organization={organization} inviter={inviterName} />;
  const closed = [accept.refusal, decline.refusal].find((one) => one !== null && isClosed(one.code));
  if (closed) return <ClosedInvitation code={closed.code} organization={organization} />;
  return (
    <div className="stack stack--wide">
      <OrganizationLogo {...organization} size="large" />
      <div className="stack stack--tight">
        <h1>Join {organization.name}</h1>
        <p>
          <span className="strong">{inviterName}</span> invited you to join as{' '}
          <span className="strong">{ROLE_NAMES[role]}</span>.
        </p>
        <p className="quiet">{ROLE_HINTS[role]}</p>
      </div>
      <dl className="facts">
        <dt>Invited email address</dt>
        <dd>{email}</dd>
        <dt>Expires</dt>
        <dd>
          <MomentInZone at={expiresAt} />
        </dd>
      </dl>
      {isSignedIn ? (
        <AcceptOrDecline
          refusal={accept.refusal}
          invitedAddress={email}
          onAccept={() => {
            accept.run(token);
          }}
          onDecline={() => {
            setIsDeclining(true);
          }}
          isPending={accept.isPending}
        />
      ) : (
        <SignInFirst />
      )}
      {isDeclining && (
        <DeclineDialog
          name={organization.name}
          isPending={decline.isPending}
          refusal={decline.refusal}
          onDecline={() => {
            decline.run(token);
          }}
          onClose={() => {
            decline.reset();
            setIsDeclining(false);
          }}
        />
      )}
    </div>
  );
}

interface AcceptOrDeclineProps {
  readonly refusal: Refusal | null;
  readonly invitedAddress: string;
  readonly isPending: boolean;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

function AcceptOrDecline({ refusal, invitedAddress, isPending, onAccept, onDecline }: AcceptOrDeclineProps) {
  const { data: me } = useQuery(meQuery);
  const router = useRouter();
  const signOut = useSignOut();
  const leave = () => void signOut({ to: router.state.location.href });
  const isForAnother = me !== undefined && !me.emails.some((email) => couldBe(email, invitedAddress));
  if (isForAnother || refusal?.code === 'invitation-for-another-email') {
    return <WrongAccount invitedAddress={invitedAddress} ownAddress={me?.email ?? ''} onSwitch={leave} />;
  }
  return (
    <div className="stack">
      {refusal && <Notice refusal={refusal} />}
      <AnswerButtons isPending={isPending} onAccept={onAccept} onDecline={onDecline} />
      {me && (
        <p className="small quiet">
          Signed in as {me.email}.{' '}
          <button type="button" className="link-button" onClick={leave}>
            Switch account
          </button>
        </p>
      )}
    </div>
  );
}

function SignInFirst() {
  const router = useRouter();
  return (
    <div className="stack stack--tight">
      <Link to="/sign-in" search={{ to: router.state.location.href }} className="button button--primary">
        Sign in to continue
      </Link>
      <p className="small quiet">
        Use the invited email address. If you don’t have an account yet, one will be created.
      </p>
    </div>
  );
}

function codeOf(status: 'accepted' | 'expired' | 'revoked' | 'declined'): string {
  return status === 'accepted' ? 'invitation-used' : `invitation-${status}`;
}

function acceptInvitation(token: string) {
  return unwrap(api.POST('/api/v1/invitations/{token}/accept', { params: { path: { token } } }));
}

function declineInvitation(token: string) {
  return unwrap(api.POST('/api/v1/invitations/{token}/decline', { params: { path: { token } } }));
}
