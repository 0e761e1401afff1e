import type { Plan } from '../../access/plan.js';
import { messageIdOf, renderTemplate, type MailAttachment, type OutgoingMail } from '../../platform/mail/index.js';
import { letterFootOf, type MailService } from '../../organization/mail/letter-foot.js';
import { letterheadOf, type MailSender } from '../../organization/mail/letterhead.js';
import { formatLocal } from '../../platform/time/index.js';
import type { Notice } from '../notice.js';
import { barCells } from './bar-cells.js';
import { noticeTexts } from './notice-texts.js';

/** The role for which a person gets a notice. */
export type NoticeRecipientRole = keyof typeof RECIPIENT_ROLES;

const RECIPIENT_ROLES = { owner: 'the owner', admin: 'an admin' } as const;

/** Everything that a notice's email is composed of. */
export interface NoticeMail extends MailService {
  readonly organization: MailSender & { readonly id: string; readonly timezone: string; readonly plan: Plan };
  readonly notice: Notice;
  /** The recipient's address. */
  readonly to: string;
  readonly as: NoticeRecipientRole;
  /** The attachments in addition to the logo. */
  readonly attachments: readonly MailAttachment[];
  /** Where the recipient unsubscribes from what recurs; null: it does not recur. */
  readonly unsubscribeUrl: string | null;
  /** MAIL_FROM. */
  readonly from: string;
  /** The notice's ID, the same at every attempt. */
  readonly sendId: string;
  /** The compiled `notice.html`. */
  readonly template: string;
}

/**
 * Composes the email of a notice: HTML and text with the same facts and the same link, times in the organization's
 * timezone.
 */
export function composeNoticeMail(mail: NoticeMail): OutgoingMail {
  const { id, timezone, plan } = mail.organization;
  const { values, attachments } = letterheadOf(mail.organization);
  const texts = noticeTexts(mail.notice, { plan, atLocalTime: (instant) => formatLocal(new Date(instant), timezone) });
  const [first, second] = texts.facts;
  const recipientRole = RECIPIENT_ROLES[mail.as];
  const link = `${mail.publicUrl}/o/${id}/${texts.link.page}`;
  const settingsLink = `${mail.publicUrl}/o/${id}/settings/organization`;
  const foot = letterFootOf(mail);
  const bars = texts.bars ?? null;
  return {
    from: mail.from,
    to: mail.to,
    // The message first: a long name would push it out of sight.
    subject: `${texts.title} · ${values.organization}`,
    ...(mail.unsubscribeUrl === null ? {} : { unsubscribeUrl: mail.unsubscribeUrl }),
    html: renderTemplate(mail.template, {
      ...values,
      title: texts.title,
      message: texts.message,
      firstLabel: first.label,
      firstValue: first.value,
      secondLabel: second.label,
      secondValue: second.value,
      advice: texts.advice,
      linkLabel: texts.link.label,
      link,
      reader: recipientRole,
      ...foot.values,
      ...barCells(bars),
      recurs: mail.unsubscribeUrl !== null,
      unsubscribeLink: mail.unsubscribeUrl ?? '',
      settingsLink,
    }),
    text: `${[
      values.organization,
      texts.title,
      texts.message,
      bars === null ? '' : `Revenue: ${bars.revenue.amount}\nTarget: ${bars.target.amount}`,
      `${first.label}: ${first.value}\n${second.label}: ${second.value}`,
      texts.advice,
      `${texts.link.label}:\n${link}`,
      `You are receiving this email because you are ${recipientRole} of ${values.organization}.`,
      mail.unsubscribeUrl === null ? '' : `Unsubscribe:\n${mail.unsubscribeUrl}`,
      `Settings:\n${settingsLink}`,
      foot.text,
    ]
      .filter((paragraph) => paragraph !== '')
      .join('\n\n')}\n`,
    messageId: messageIdOf(mail.sendId, mail.from, mail.publicUrl),
    attachments: [...attachments, ...mail.attachments],
  };
}
