import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { logger } from '../logging/logger.js';
import { countMail } from '../metrics/mail-metrics.js';
import { PermanentMailError, RefusedMailError } from './mail-error.js';
import { MailTransport, type OutgoingMail } from './mail-transport.js';

/** A mail that some row owes, as the log names it. */
export interface OwedMail {
  readonly organizationId: string;
  readonly mailId: string;
}

/** Sends the mails of every job over one pool of connections, which it closes at the end. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: MailTransport;
  private refused = false;

  constructor(@Inject(CONFIGURATION) configuration: RunningConfiguration) {
    this.transport = new MailTransport(configuration.mail.smtpUrl);
  }

  /**
   * Answers `failed` when the server refuses the recipient or the mail for good.
   *
   * @throws whatever may pass by itself: the mail is owed still, and its job runs again
   */
  async deliver(mail: OutgoingMail, { organizationId, mailId }: OwedMail): Promise<'sent' | 'failed'> {
    try {
      await this.transport.send(mail);
      countMail('sent');
      this.accepted();
      return 'sent';
    } catch (error) {
      if (!(error instanceof PermanentMailError)) {
        this.noteRetry(error, { organizationId, mailId });
        throw error;
      }
      countMail('failed');
      logger.warn({ organizationId, mailId, error: error.message }, 'A mail was refused for good.');
      return 'failed';
    }
  }

  /** Told once until a mail is taken again: each mail that waits would else say the same every half minute. */
  private noteRetry(error: unknown, mail: OwedMail): void {
    const isRefusal = error instanceof RefusedMailError;
    countMail(isRefusal ? 'refused' : 'deferred');
    if (!isRefusal || this.refused) return;
    this.refused = true;
    logger.error(
      { ...mail, error: error.message },
      'The mail server refuses to take mail from this service: repair its sign-in, sender, quota or policy. Mails wait and are tried again.',
    );
  }

  private accepted(): void {
    if (this.refused) logger.info('The mail server takes mail again.');
    this.refused = false;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}
