import { Link } from '@tanstack/react-router';
import { useIsSignedIn } from '../api/session';
import { Logo } from '../ui/Avatar';

interface OverProps {
  readonly code: string;
  readonly organization: { readonly name: string; readonly logoUrl: string | null } | null;
  readonly inviter?: string;
}

type Words = (organization: string, inviter: string) => readonly [string, string];

/** What happened, and what to do next. */
const ENDS: Readonly<Record<string, Words>> = {
  'invitation-expired': (organization, inviter) => [
    'This invitation has expired',
    `Invitations are open for seven days. Ask ${inviter} to send it again: you get a new link to ${organization} then.`,
  ],
  'invitation-revoked': (organization, inviter) => [
    'This invitation was taken back',
    `Ask ${inviter} for a new one if you still mean to join ${organization}.`,
  ],
  'invitation-declined': (organization, inviter) => [
    'This invitation was declined',
    `Ask ${inviter} for a new one if you have changed your mind about ${organization}.`,
  ],
  'invitation-used': (organization) => [
    'This invitation was accepted already',
    `Sign in with the invited address and open ${organization}; if you were removed from it, ask to be invited again.`,
  ],
  'invitation-not-found': () => [
    'This link leads to no invitation',
    'Use the link of the newest mail: when an invitation is sent again, older links end. If there is none, ask for an invitation.',
  ],
  'just-declined': (organization) => [
    'You have declined',
    `You do not join ${organization}. Should you change your mind, ask for another invitation.`,
  ],
};

/** Whether nothing can be answered any more. */
export function isOver(code: string): boolean {
  return code in ENDS;
}

export function Over({ code, organization, inviter = 'the person who invited you' }: OverProps) {
  const isSignedIn = useIsSignedIn();
  const words = ENDS[code];
  const [title, next] = words
    ? words(organization?.name ?? 'the organization', inviter)
    : ['This invitation could not be read', 'Try again in a few seconds.'];
  return (
    <div className="stack stack--wide" role="status">
      {organization && <Logo {...organization} size="large" />}
      <div className="stack stack--tight">
        <h1>{title}</h1>
        <p className="quiet">{next}</p>
      </div>
      <div>
        <Link to="/" className="button">
          {isSignedIn ? 'Go to your organizations' : 'Sign in'}
        </Link>
      </div>
    </div>
  );
}
