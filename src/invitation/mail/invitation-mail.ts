import type { AssignableRole } from '../../access/permissions.policy.js';
import { inertName, messageIdOf, plainName, renderTemplate, type OutgoingMail } from '../../platform/mail/index.js';
import { letterFootOf, type LetterFoot, type MailService } from '../../organization/mail/letter-foot.js';
import { letterheadOf, type MailSender } from '../../organization/mail/letterhead.js';
import { formatLocal } from '../../platform/time/index.js';
import { linesOf } from '../invitation-message.policy.js';

/** The facts in an invitation email. */
export interface InvitationMail extends MailService {
  readonly organization: MailSender & { readonly timezone: string };
  /** `email` is null when an API key sent the invitation: then no person can be replied to. */
  readonly inviter: { readonly name: string; readonly email: string | null };
  readonly invitee: { readonly email: string };
  readonly role: AssignableRole;
  /** The inviter's own words; null: none. */
  readonly message: string | null;
  readonly token: string;
  readonly expiresAt: Date;
  /** The sender, MAIL_FROM. */
  readonly from: string;
  /** The ID of this send: a resend has another one, a retry the same. */
  readonly sendId: string;
  /** The compiled `invitation.html`. */
  readonly template: string;
}

/** An invitation email, ready to be sent. */
export type ComposedMail = OutgoingMail;

/** What a role allows, in one line; the permissions themselves are in the role matrix. */
const ROLES = {
  admin: {
    title: 'Admin',
    allows: 'Manage members, settings, automations and integrations, and work with all leads, deals and campaigns.',
  },
  member: {
    title: 'Member',
    allows: 'Work with leads, deals and campaigns, make calls, use the assistant and see your own analytics.',
  },
  viewer: { title: 'Viewer', allows: 'View leads, deals, campaigns and team analytics, without changing anything.' },
} as const;

/**
 * Writes the email that invites a person into an organization: HTML and text with the same facts and the same link.
 *
 * Names are chosen by untrusted users: they are made inert (no mail client finds a link in them) and escaped. All links in the
 * email are ours.
 */
export function composeInvitationMail(mail: InvitationMail): ComposedMail {
  const facts = factsOf(mail);
  const { values, attachments } = letterheadOf(mail.organization);
  const foot = letterFootOf(mail);
  const replyTo = replyToOf(mail.inviter);
  return {
    from: { name: `${facts.inviter} via ${mail.product}`, address: addressIn(mail.from) },
    to: mail.invitee.email,
    ...(replyTo && { replyTo }),
    subject: `${facts.inviter} invited you to join ${facts.organization}`,
    html: renderTemplate(mail.template, {
      ...values,
      ...facts,
      ...foot.values,
      hasMessage: facts.message.length > 0,
      reply: replyTo !== null,
    }),
    text: textBody(facts, foot, replyTo === null ? 'admin' : 'inviter'),
    messageId: messageIdOf(mail.sendId, mail.from, mail.publicUrl),
    attachments,
  };
}

type Facts = ReturnType<typeof factsOf>;

// The type of the facts is this function's result, so that template and text have the same facts.
function factsOf(mail: InvitationMail) {
  const { organization, inviter, invitee, role, message, token, expiresAt, publicUrl } = mail;
  // A token with other characters would have to be encoded, and cannot be one of ours.
  if (!/^[A-Za-z0-9._-]+$/.test(token)) throw new RangeError('An invitation token with characters that it cannot have');
  return {
    organization: inertName(organization.name),
    inviter: inertName(inviter.name) || inertName(inviter.email ?? '') || 'A teammate',
    invitee: shownAddress(invitee.email),
    role: ROLES[role].title,
    roleAllows: ROLES[role].allows,
    // Each line is made inert like a name: all links in the email are ours.
    message: message === null ? [] : linesOf(message).map(inertName),
    expires: formatLocal(expiresAt, organization.timezone),
    link: `${publicUrl}/invitations/${token}`,
  };
}

/**
 * The invited address, for people to read and to copy into the sign-in form: so an ordinary one is shown unchanged. One whose
 * local part could be read as a web address (`you+www.evil.com`, `you/evil.com`) is made inert like a name.
 */
function shownAddress(email: string): string {
  const isOrdinary = /^[\w+-]+(?:\.[\w+-]+)*@[A-Za-z0-9.-]+$/.test(email) && !/www\d*\./i.test(email);
  return isOrdinary ? email : inertName(email);
}

function textBody(facts: Facts, foot: LetterFoot, answeredBy: 'inviter' | 'admin'): string {
  return `${[
    `Join ${facts.organization}`,
    `${facts.inviter} invited you to join ${facts.organization}.`,
    facts.message.length > 0 ? `${facts.inviter} wrote:\n${facts.message.map(quoted).join('\n')}` : '',
    `Your role: ${facts.role}\n${facts.roleAllows}`,
    `Expires: ${facts.expires}`,
    `Accept invitation:\n${facts.link}`,
    `Sign in or sign up with ${facts.invitee} to accept.`,
    answeredBy === 'inviter'
      ? `Questions? Reply to this email to reach ${facts.inviter}.`
      : `Questions? Ask an admin of ${facts.organization}.`,
    'If you did not expect this invitation, you can ignore this email.',
    foot.text,
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')}\n`;
}

/** The address of a mailbox, as in MAIL_FROM. */
function addressIn(mailbox: string): string {
  return /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();
}

/** As mail programs mark the words of another person. */
function quoted(line: string): string {
  return line === '' ? '>' : `> ${line}`;
}

function replyToOf(inviter: InvitationMail['inviter']): OutgoingMail['replyTo'] | null {
  return inviter.email === null ? null : { name: plainName(inviter.name), address: inviter.email };
}
