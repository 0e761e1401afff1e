import { createHash } from 'node:crypto';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { SMTPServerOptions } from 'smtp-server';
import { startMailServer, type TestSmtpServer } from '../../support/mail-server.js';
import { noteMail } from '../../support/secrets.js';

/** How the mail server behaves: `cutting` reads the whole email, keeps it, and does not say that it has it. */
export type MailMode = 'well' | 'slow' | 'refusing' | 'cutting';

/** What is kept of an email. */
export interface KeptMail {
  readonly messageId: string;
  readonly to: string;
  readonly token: string;
  /** The server never said that it has it. */
  readonly unconfirmed: boolean;
}

const SLOW_MS = 1_500;

/** The mail server of the suite, with everything that it was given. */
export class Mailbox {
  readonly mails: KeptMail[] = [];
  mode: MailMode = 'well';
  refused = 0;

  private constructor(private server: TestSmtpServer | null) {}

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox(null);
    mailbox.server = await startMailServer(mailbox.behaviour());
    return mailbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.server?.port ?? 0}`;
  }

  /** The link's token of the newest email to the address. */
  tokenFor(email: string): string | null {
    return this.mails.findLast(({ to, token }) => to === email && token !== '')?.token ?? null;
  }

  /** The copies of each send, by the send's id, which is in its Message-ID. */
  bySend(): Map<string, KeptMail[]> {
    const sends = new Map<string, KeptMail[]>();
    for (const mail of this.mails) {
      const id = mail.messageId.replace(/^<|@.*$/g, '');
      sends.set(id, [...(sends.get(id) ?? []), mail]);
    }
    return sends;
  }

  async close(): Promise<void> {
    await this.server?.stop();
  }

  private behaviour(): SMTPServerOptions {
    return {
      onRcptTo: (_address, _session, callback) => {
        if (this.mode !== 'refusing') {
          callback();
          return;
        }
        this.refused += 1;
        callback(Object.assign(new Error('Come again later'), { responseCode: 451 }));
      },
      onData: (stream, _session, callback) => {
        const take = (mail: ParsedMail): void => {
          noteMail(mail);
          const unconfirmed = this.mode === 'cutting';
          this.keep(mail, unconfirmed);
          if (unconfirmed) callback(Object.assign(new Error('Closing'), { responseCode: 421 }));
          else setTimeout(callback, this.mode === 'slow' ? SLOW_MS : 0);
        };
        // A sender who is killed in mid-mail has sent none.
        simpleParser(stream).then(take, () => {
          callback(Object.assign(new Error('Half an email'), { responseCode: 451 }));
        });
      },
    };
  }

  private keep(mail: ParsedMail, unconfirmed: boolean): void {
    this.mails.push({
      messageId: mail.messageId ?? '',
      to: [mail.to].flat()[0]?.text ?? '',
      token: /\/invitations\/([\w.-]+)/.exec(mail.text ?? '')?.[1] ?? '',
      unconfirmed,
    });
  }
}

/** As the service stores a link's token. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
