import type { ProblemKind } from '../platform/http/problem.js';
import {
  invitationDeclined,
  invitationExpired,
  invitationForAnotherEmail,
  invitationNotOpen,
  invitationRevoked,
  invitationUsed,
} from './invitation.problems.js';

/** As stored: that a pending one has expired is told by the clock, not by somebody having written it down. */
export type StoredStatus = 'pending' | 'accepted' | 'revoked' | 'declined' | 'expired';
export type InvitationStatus = StoredStatus;

/** Days from the request that made or resent an invitation to its end. */
export const DAYS_OPEN = 7;
/** Seconds between two sends of one invitation. */
export const RESEND_AFTER_SECONDS = 60;
/** Invitation mails of one organization in an hour. */
export const MAILS_PER_HOUR = 500;
/** Invitation mails to one address in a day, from all organizations together. */
export const MAILS_PER_ADDRESS_AND_DAY = 5;

/** The status at this moment. */
export function statusNow(stored: StoredStatus, hasExpired: boolean): InvitationStatus {
  return stored === 'pending' && hasExpired ? 'expired' : stored;
}

export interface Answerer {
  /** Whether the invited address is one of their verified addresses. */
  readonly ownsAddress: boolean;
}

const ENDED: Readonly<Record<Exclude<InvitationStatus, 'pending'>, ProblemKind>> = {
  accepted: invitationUsed,
  revoked: invitationRevoked,
  declined: invitationDeclined,
  expired: invitationExpired,
};

/** What forbids this person to accept or decline; null: nothing. Whose it is comes before how it stands. */
export function refusalOfAnswer(status: InvitationStatus, { ownsAddress }: Answerer): ProblemKind | null {
  if (!ownsAddress) return invitationForAnotherEmail;
  return status === 'pending' ? null : ENDED[status];
}

/** What forbids to send it again; null: nothing. An expired one may come back to life. */
export function refusalOfResend(status: InvitationStatus): ProblemKind | null {
  return status === 'pending' || status === 'expired' ? null : invitationNotOpen;
}

/** What forbids to revoke it; null: nothing. */
export function refusalOfRevoke(status: InvitationStatus): ProblemKind | null {
  return refusalOfResend(status);
}
