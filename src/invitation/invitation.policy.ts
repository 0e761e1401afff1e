import { Problem, type ProblemKind } from '../platform/http/problem.js';
import {
  invitationDeclined,
  invitationExpired,
  invitationForAnotherEmail,
  invitationNotOpen,
  invitationRevoked,
  invitationUsed,
} from './invitation.problems.js';

/** As stored: whether a pending one has expired is decided by the clock, not by a stored status. */
export type StoredStatus = 'pending' | 'accepted' | 'revoked' | 'declined' | 'expired';
export type InvitationStatus = StoredStatus;

/** Days from the request that created or resent an invitation to its expiry. */
export const DAYS_OPEN = 7;
/** Seconds between two sends of one invitation. */
export const RESEND_AFTER_SECONDS = 60;
/** Invitation emails of one organization in an hour, and of one person from all of their organizations. */
export const MAILS_PER_HOUR = 500;
/** Invitation emails to one address in a day, from all organizations together. */
const MAILS_PER_ADDRESS_AND_DAY = 5;

/** How many of these are reserved for senders who have not sent that address any within the day. */
const MAILS_KEPT_FOR_OTHERS = 1;

/** How many invitation emails have been sent already. */
export interface SentMails {
  /** By the organization within the last hour. */
  readonly byOrganization: number;
  /** By the person, or the creator of the API key, within the last hour from all of their organizations. */
  readonly byPerson: number;
  /** To the mailbox within the last day, by all senders together. */
  readonly toMailbox: number;
  /** Whether the organization or the person has sent one of those to the mailbox. */
  readonly isKnownSender: boolean;
}

/** The limit that one more email would exceed; null: none. */
export function mailLimitReached(sent: SentMails): 'organization' | 'person' | 'mailbox' | null {
  if (sent.byOrganization >= MAILS_PER_HOUR) return 'organization';
  if (sent.byPerson >= MAILS_PER_HOUR) return 'person';
  const allowed = MAILS_PER_ADDRESS_AND_DAY - (sent.isKnownSender ? MAILS_KEPT_FOR_OTHERS : 0);
  return sent.toMailbox >= allowed ? 'mailbox' : null;
}

const GMAIL = new Set(['gmail.com', 'googlemail.com']);

/**
 * One key for all addresses that lead to the same mailbox, as far as providers document it: what follows a `+` is a tag, and
 * Gmail ignores dots. For counting emails only: people are distinguished by their addresses as they are.
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const [local, domain] = [email.slice(0, at), email.slice(at + 1).toLowerCase()];
  const isGmail = GMAIL.has(domain);
  const tag = local.indexOf('+');
  const untagged = tag > 0 ? local.slice(0, tag) : local;
  const name = isGmail ? untagged.replaceAll('.', '').toLowerCase() : untagged;
  return `${name}@${isGmail ? 'gmail.com' : domain}`;
}

/** The columns that tell an invitation's status. */
interface StatusRow {
  readonly status: StoredStatus;
  readonly has_expired: boolean;
}

/** The present status. */
export function currentStatus({ status, has_expired: hasExpired }: StatusRow): InvitationStatus {
  return status === 'pending' && hasExpired ? 'expired' : status;
}

export interface InvitedPerson {
  /** Whether the invited address is one of their verified addresses. */
  readonly ownsAddress: boolean;
}

const ENDED: Readonly<Record<Exclude<InvitationStatus, 'pending'>, ProblemKind>> = {
  accepted: invitationUsed,
  revoked: invitationRevoked,
  declined: invitationDeclined,
  expired: invitationExpired,
};

/** Why this person cannot accept or decline the invitation; null: they can. Whom it is for is checked before its status. */
export function refusalOfAnswer(status: InvitationStatus, { ownsAddress }: InvitedPerson): ProblemKind | null {
  if (!ownsAddress) return invitationForAnotherEmail;
  return status === 'pending' ? null : ENDED[status];
}

/** Why the invitation cannot be sent again; null: it can. An expired one can become open again. */
export function refusalOfResend(status: InvitationStatus): ProblemKind | null {
  return status === 'pending' || status === 'expired' ? null : invitationNotOpen;
}

/** Why the role of the invitation cannot be changed; null: it can. An expired one has to be sent again first, which reserves a seat. */
export function refusalOfNewRole(status: InvitationStatus): Problem | null {
  if (status === 'pending') return null;
  return status === 'expired'
    ? new Problem(invitationNotOpen, { detail: 'This invitation has expired. Resend it, then change its role.' })
    : new Problem(invitationNotOpen);
}

/** Why the invitation cannot be revoked; null: it can. */
export function refusalOfRevoke(status: InvitationStatus): ProblemKind | null {
  return refusalOfResend(status);
}
