import type { Plan } from '../../platform/database/tenancy.js';
import {
  letterheadOf,
  messageIdOf,
  renderTemplate,
  type MailAttachment,
  type MailSender,
  type OutgoingMail,
} from '../../platform/mail/index.js';
import { formatLocal } from '../../platform/time/index.js';
import type { Notice } from '../notice.js';
import { wordsOf } from './notice-words.js';

/** The role for which a person gets a notice. */
export type NoticeReader = keyof typeof READERS;

const READERS = { owner: 'the owner', admin: 'an admin' } as const;

/** Everything that a notice's mail is composed of. */
export interface NoticeMail {
  readonly organization: MailSender & { readonly id: string; readonly timezone: string; readonly plan: Plan };
  readonly notice: Notice;
  /** The recipient's address. */
  readonly to: string;
  readonly as: NoticeReader;
  /** The attachments in addition to the logo. */
  readonly enclosed: readonly MailAttachment[];
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** MAIL_FROM. */
  readonly from: string;
  /** The notice's ID, the same at every attempt. */
  readonly sendId: string;
  /** The compiled `notice.html`. */
  readonly template: string;
}

/**
 * Composes the mail of a notice: HTML and text with the same facts and the same link, times in the organization's
 * timezone.
 */
export function composeNoticeMail(mail: NoticeMail): OutgoingMail {
  const { id, timezone, plan } = mail.organization;
  const { values, attachments } = letterheadOf(mail.organization);
  const words = wordsOf(mail.notice, { plan, atLocalTime: (instant) => formatLocal(new Date(instant), timezone) });
  const [first, second] = words.facts;
  const reader = READERS[mail.as];
  const link = `${mail.publicUrl}/o/${id}/${words.link.page}`;
  return {
    from: mail.from,
    to: mail.to,
    subject: `${values.organization}: ${words.subject}`,
    html: renderTemplate(mail.template, {
      ...values,
      title: words.title,
      message: words.message,
      firstLabel: first.label,
      firstValue: first.value,
      secondLabel: second.label,
      secondValue: second.value,
      advice: words.advice,
      linkLabel: words.link.label,
      link,
      reader,
    }),
    text: `${[
      values.organization,
      words.title,
      words.message,
      `${first.label}: ${first.value}\n${second.label}: ${second.value}`,
      words.advice,
      `${words.link.label}:\n${link}`,
      `You are receiving this email because you are ${reader} of ${values.organization}.`,
    ].join('\n\n')}\n`,
    messageId: messageIdOf(mail.sendId, mail.from, mail.publicUrl),
    attachments: [...attachments, ...mail.enclosed],
  };
}
