import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../../api/client';
import type { Refusal } from '../../../problem/problem';
import { meQuery } from '../../../api/queries';
import { queryClient } from '../../../api/query-client';
import { useIsSignedIn } from '../../../session/session';
import { useSwitch } from '../../../frame/OrganizationSelector';
import { useSignOut } from '../../../session/sign-out';
import { Logo } from '../../../ui/Avatar';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { Moment } from '../../../ui/Time';
import { useRefusable } from '../../../ui/use-action';
import { ROLE_HINTS, ROLE_NAMES } from '../../../ui/words';
import { DeclineDialog } from './DeclineDialog';
import { isOver, Over } from './ClosedInvitation';
import { WrongAccount } from './WrongAccount';

interface InvitedProps {
  readonly invitation: Schemas['PublicInvitationDto'];
  readonly token: string;
}

export function Invited({ invitation, token }: InvitedProps) {
  const { organization, inviterName, role, email, status, expiresAt } = invitation;
  const isSignedIn = useIsSignedIn();
  const [isDeclined, setIsDeclined] = useState(false);
  const [isDeclining, setIsDeclining] = useState(false);
  const switchTo = useSwitch();
  const accept = useRefusable(acceptIt, async ({ organizationId }) => {
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    switchTo(organizationId);
  });
  const decline = useRefusable(declineIt, () => {
    setIsDeclined(true);
  });
  if (isDeclined) return <Over code="just-declined" organization={organization} />;
  if (status !== 'pending') return <Over code={codeOf(status)} organization={organization} inviter={inviterName} />;
  const over = [accept.refusal, decline.refusal].find((one) => one !== null && isOver(one.code));
  if (over) return <Over code={over.code} organization={organization} />;
  return (
    <div className="stack stack--wide">
      <Logo {...organization} size="large" />
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
          <Moment at={expiresAt} />
        </dd>
      </dl>
      {isSignedIn ? (
        <Answer
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

interface AnswerProps {
  readonly refusal: Refusal | null;
  readonly invitedAddress: string;
  readonly isPending: boolean;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

function Answer({ refusal, invitedAddress, isPending, onAccept, onDecline }: AnswerProps) {
  const { data: me } = useQuery(meQuery);
  const router = useRouter();
  const signOut = useSignOut();
  const leave = () => void signOut({ to: router.state.location.href });
  if (refusal?.code === 'invitation-for-another-email') {
    return <WrongAccount invitedAddress={invitedAddress} ownAddress={me?.email ?? ''} onSwitch={leave} />;
  }
  return (
    <div className="stack">
      {refusal && <Notice refusal={refusal} />}
      <div className="row">
        <Button look="primary" isPending={isPending} onPress={onAccept}>
          Accept invitation
        </Button>
        <Button isDisabled={isPending} onPress={onDecline}>
          Decline
        </Button>
      </div>
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

function acceptIt(token: string) {
  return answerOf(api.POST('/api/v1/invitations/{token}/accept', { params: { path: { token } } }));
}

function declineIt(token: string) {
  return answerOf(api.POST('/api/v1/invitations/{token}/decline', { params: { path: { token } } }));
}
