import { AddressInfo } from 'node:net';
import { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { startMailPage } from './mail-page.js';
import { MailStore } from './mail-store.js';
import { LOOPBACK } from './ports.js';

export interface MailCatcherOptions {
  /** The folder of the emails, one `.eml` file each. */
  readonly folder: string;
  /** 0: any free port. */
  readonly smtpPort: number;
  /** 0: any free port. */
  readonly pagePort: number;
}

export interface MailCatcher {
  readonly smtpUrl: string;
  /** Address of the page with the emails; `messages.json` beside it is for programs. */
  readonly pageUrl: string;
  stop(): Promise<void>;
}

const MAX_MAIL_BYTES = 25 * 1024 * 1024;

/** Starts a mail server on loopback that accepts every email and delivers none, with a page that shows them. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const store = new MailStore(options.folder);
  const smtp = smtpServer(store);
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(options.smtpPort, LOOPBACK, () => {
      smtp.off('error', reject);
      // A client that disconnects must not end the process.
      smtp.on('error', () => undefined);
      resolve();
    });
  });
  const closeSmtp = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      smtp.close(() => {
        resolve();
      });
    });
  };
  const page = await startMailPage(store, options.pagePort).catch(async (error: unknown) => {
    await closeSmtp();
    throw error;
  });
  let stopped: Promise<void> | undefined;
  return {
    smtpUrl: `smtp://${LOOPBACK}:${(smtp.server.address() as AddressInfo).port}`,
    pageUrl: `http://${LOOPBACK}:${page.port}/`,
    stop: () => (stopped ??= Promise.all([closeSmtp(), page.stop()]).then(() => undefined)),
  };
}

function smtpServer(store: MailStore): SMTPServer {
  return new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MAX_MAIL_BYTES,
    // Clients keep their connections open; stopping must not wait for them.
    closeTimeout: 500,
    onData(stream, session, callback) {
      receive(store, stream, session).then(() => {
        callback(null);
      }, callback);
    },
  });
}

async function receive(store: MailStore, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('The email is too large'), { responseCode: 552 });
  await store.add(Buffer.concat([Buffer.from(traceOf(session)), ...chunks]));
}

/** The header that a delivering server writes above an email: its actual recipients, which the email itself need not have. */
function traceOf(session: SMTPServerSession): string {
  const { mailFrom, rcptTo } = session.envelope;
  const sender = mailFrom === false ? '' : mailFrom.address;
  return [`Return-Path: <${sender}>`, ...rcptTo.map(({ address }) => `Delivered-To: ${address}`), ''].join('\r\n');
}
