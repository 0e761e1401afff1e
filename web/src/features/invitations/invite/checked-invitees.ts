import { looksLikeAnAddress } from './addresses';
import { likelyDomain } from './domain-typos';
import type { Invitee } from './invitees';
import type { Refusals } from './refused-addresses';
import type { KnownAs } from './use-known-people';

/** A person to invite, with what was found out about their address. */
export interface CheckedInvitee extends Invitee {
  /** Why they will not be invited; null: they will. */
  readonly problem: string | null;
  /** It is not an address, so it has to be corrected or removed before the others are invited. */
  readonly isMistyped: boolean;
  /** The domain that was probably meant; null: it is right. */
  readonly likelyDomain: string | null;
}

/** Checks each: its form, whether they are members or invited, whether the service has refused it, and its domain. */
export function checkInvitees(
  invitees: readonly Invitee[],
  known: ReadonlyMap<string, KnownAs>,
  refusals: Refusals,
): CheckedInvitee[] {
  return invitees.map((invitee) => {
    const { email } = invitee;
    const isMistyped = !looksLikeAnAddress(email);
    const problem = isMistyped ? `${email} isn’t a valid email address.` : problemOf(email, known, refusals);
    return { ...invitee, problem, isMistyped, likelyDomain: problem === null ? likelyDomain(email) : null };
  });
}

/** Those who are invited when the form is sent. */
export function toBeInvited(invitees: readonly CheckedInvitee[], refusals: Refusals): CheckedInvitee[] {
  // What the service refused for the moment, such as for a missing seat, is sent again.
  return invitees.filter(({ email, problem }) => problem === null || refusals.get(email)?.isFinal === false);
}

function problemOf(email: string, known: ReadonlyMap<string, KnownAs>, refusals: Refusals): string | null {
  const refused = refusals.get(email);
  if (refused) return refused.reason.startsWith(email) ? refused.reason : `${email}: ${refused.reason}`;
  const as = known.get(email.toLowerCase());
  if (as === 'member') return `${email} is already a member.`;
  return as === 'invited' ? `${email} already has a pending invitation.` : null;
}
