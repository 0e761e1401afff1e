import { createTransport } from 'nodemailer';
import { withTimeout } from '../jobs/with-timeout.js';
import { classifyMailError } from './mail-error.js';

/** An email, ready to be sent. */
export interface OutgoingMail {
  /** A mailbox as in MAIL_FROM: `Name <address>`, or its parts. */
  readonly from: string | { readonly name: string; readonly address: string };
  /** One bare address. It is never parsed, so a comma in it does not add a second recipient. */
  readonly to: string;
  readonly replyTo?: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** With its angle brackets; the same for every attempt of one send. */
  readonly messageId: string;
  readonly attachments?: readonly MailAttachment[];
  /** Unsubscribes the recipient when it is posted to (RFC 8058). For emails that recur. */
  readonly unsubscribeUrl?: string;
}

/** An attached file. */
export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
  /** The content ID of a picture in the email, shown by `<img src="cid:…">`; left out for an attached file. */
  readonly cid?: string;
}

const CONNECTION_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;
/** A server that answers one byte every few seconds does not reach any of the timeouts above. */
const SEND_TIMEOUT_MS = 60_000;
/** As many as one process sends at once, so that no email waits behind a stalled one. */
const MAX_CONNECTIONS = 12;
/** A part of the 8 s that closing the process may take. */
const CLOSE_TIMEOUT_MS = 5_000;
/** Parameters of SMTP_URL that would print addresses and bodies. */
const LOGGING_PARAMETERS = ['logger', 'debug', 'transactionLog'] as const;

/** Sends emails over a pool of SMTP connections. It tries once: retries are done by the job. */
export class MailTransport {
  readonly #pool: ReturnType<typeof createPool>;
  readonly #underway = new Set<Promise<unknown>>();

  /** @param smtpUrl `smtp://` or `smtps://`, with user and password if the server needs them */
  constructor(smtpUrl: string) {
    this.#pool = createPool(smtpUrl);
  }

  /**
   * @throws PermanentMailError when the server permanently refuses this recipient or message
   * @throws TemporaryMailError for every other error; the email may have been delivered nevertheless, if the connection broke
   *   between its end and the server's reply
   */
  async send(mail: OutgoingMail): Promise<'sent'> {
    const sending = this.#pool.sendMail({
      from: typeof mail.from === 'string' ? mail.from : { ...mail.from },
      to: { name: '', address: mail.to },
      ...(mail.replyTo && { replyTo: { ...mail.replyTo } }),
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      messageId: mail.messageId,
      attachments: (mail.attachments ?? []).map((attachment) => ({
        ...attachment,
        contentDisposition: attachment.cid === undefined ? 'attachment' : 'inline',
      })),
      // So that no out-of-office reply is sent to a person who did not write the email by hand (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
      xMailer: false,
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    this.#underway.add(sending);
    try {
      await sending;
      return 'sent';
    } catch (error) {
      throw classifyMailError(error);
    } finally {
      this.#underway.delete(sending);
    }
  }

  /** Waits a few seconds for emails that are being sent, then closes the connections. */
  async close(): Promise<void> {
    this.#pool.close();
    await withTimeout(CLOSE_TIMEOUT_MS, Promise.allSettled(this.#underway));
    this.#pool.close({ force: true });
  }
}

/** One click in the mail program unsubscribes (RFC 2369, RFC 8058). Prepared: a folded address would not be found. */
function unsubscribeHeaders({ unsubscribeUrl }: OutgoingMail) {
  if (unsubscribeUrl === undefined) return {};
  return {
    'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

// The return type is nodemailer's own; spelling it out would repeat its generics.
function createPool(smtpUrl: string) {
  const url = new URL(smtpUrl);
  for (const parameter of LOGGING_PARAMETERS) url.searchParams.delete(parameter);
  return createTransport({
    url: url.href,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    // Covers a pooled connection that the server closed meanwhile, before any byte of the email was sent.
    maxRequeues: 1,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    logger: false,
  });
}
