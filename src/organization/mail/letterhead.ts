import { inertName } from '../../platform/mail/inert-name.js';
import { initialsOf } from './initials.js';
import { logoSizeInMail } from './logo-size.js';
import type { MailAttachment } from '../../platform/mail/mail-transport.js';

/** The organization in whose name an email is sent. */
export interface MailSender {
  readonly name: string;
  /** The logo as PNG; null without one. */
  readonly logoPng: Buffer | null;
}

/** The values of the parts `letter-head` and `letter-logo` of an email template, and the attached picture. */
export interface Letterhead {
  readonly values: {
    readonly organization: string;
    readonly initials: string;
    readonly logo: boolean;
    readonly logoSource: string;
    readonly logoWidth: string;
    readonly logoHeight: string;
  };
  readonly attachments: readonly MailAttachment[];
}

const LOGO_CID = 'logo@organization';

/**
 * The organization's logo, embedded so that nothing is loaded when the email is opened, or its initials; and its inert name.
 */
export function letterheadOf({ name, logoPng }: MailSender): Letterhead {
  const size = logoPng === null ? null : logoSizeInMail(logoPng);
  return {
    values: {
      organization: inertName(name),
      initials: initialsOf(name),
      logo: size !== null,
      logoSource: `cid:${LOGO_CID}`,
      logoWidth: String(size?.width ?? 0),
      logoHeight: String(size?.height ?? 0),
    },
    attachments:
      logoPng === null || size === null
        ? []
        : [{ filename: 'logo.png', contentType: 'image/png', content: logoPng, cid: LOGO_CID }],
  };
}
