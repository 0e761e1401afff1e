import { Link } from '@tanstack/react-router';
import { useIsSignedIn } from '../../../session/session';
import { OrganizationLogo } from '../../../shared/OrganizationLogo';

interface ClosedInvitationProps {
  readonly code: string;
  readonly organization: { readonly name: string; readonly logoUrl: string | null } | null;
  readonly inviter?: string;
}

type Words = (organization: string, inviter: string) => readonly [string, string];

/** The title and the explanation for each problem code. */
const TEXTS: Readonly<Record<string, Words>> = {
  'invitation-expired': (organization, inviter) => [
    'This invitation has expired',
    `Invitations expire after 7 days. Ask ${inviter} to resend it, and you’ll get a new link to ${organization}.`,
  ],
  'invitation-revoked': (organization, inviter) => [
    'This invitation was revoked',
    `If you still want to join ${organization}, ask ${inviter} for a new invitation.`,
  ],
  'invitation-declined': (organization, inviter) => [
    'This invitation was declined',
    `If you change your mind, ask ${inviter} for a new invitation to ${organization}.`,
  ],
  'invitation-used': (organization) => [
    'This invitation has already been accepted',
    `Sign in with the invited email address to open ${organization}. If you were removed, ask for a new invitation.`,
  ],
  'invitation-not-found': () => [
    'This invitation link isn’t valid',
    'If you got more than one email, use the link in the latest one: resending replaces older links. Otherwise ask for a new invitation.',
  ],
  'just-declined': (organization) => [
    'Invitation declined',
    `You won’t be added to ${organization}. If you change your mind, ask for a new invitation.`,
  ],
};

/** Whether the invitation can no longer be answered. */
export function isClosed(code: string): boolean {
  return code in TEXTS;
}

export function ClosedInvitation({
  code,
  organization,
  inviter = 'the person who invited you',
}: ClosedInvitationProps) {
  const isSignedIn = useIsSignedIn();
  const words = TEXTS[code];
  const [title, next] = words
    ? words(organization?.name ?? 'the organization', inviter)
    : ['This invitation could not be loaded', 'Try again in a few seconds.'];
  return (
    <div className="stack stack--wide" role="status">
      {organization && <OrganizationLogo {...organization} size="large" />}
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
