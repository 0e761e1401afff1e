import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { logger } from '../logging/logger.js';
import { PermanentMailError } from './mail-error.js';
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
      return await this.transport.send(mail);
    } catch (error) {
      if (!(error instanceof PermanentMailError)) throw error;
      logger.warn({ organizationId, mailId, error: error.message }, 'A mail was refused for good.');
      return 'failed';
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}
