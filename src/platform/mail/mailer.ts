import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import type { OrganizationId } from '../ids/ids.js';
import { logger } from '../logging/logger.js';
import { countMail } from '../metrics/mail-metrics.js';
import { PermanentMailError, RefusedMailError } from './mail-error.js';
import { MailTransport, type OutgoingMail } from './mail-transport.js';

/** An email for which a row exists. */
export interface StoredMail {
  readonly organizationId: OrganizationId;
  readonly mailId: string;
}

/** Sends the emails of every job over one pool of connections, which it closes at the end. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: MailTransport;
  private isRefused = false;

  constructor(@Inject(CONFIGURATION) configuration: RunningConfiguration) {
    this.transport = new MailTransport(configuration.mail.smtpUrl);
  }

  /**
   * Returns `failed` when the server permanently refuses the recipient or the email.
   *
   * @throws an error that may be temporary: the email stays due, and its job runs again
   */
  async deliver(mail: OutgoingMail, { organizationId, mailId }: StoredMail): Promise<'sent' | 'failed'> {
    try {
      await this.transport.send(mail);
      countMail('sent');
      this.recordAccepted();
      return 'sent';
    } catch (error) {
      if (!(error instanceof PermanentMailError)) {
        this.recordRetry(error, { organizationId, mailId });
        throw error;
      }
      countMail('failed');
      logger.warn({ organizationId, mailId, error: error.message }, 'An email was permanently refused.');
      return 'failed';
    }
  }

  /** Logged once until an email is accepted again: otherwise each waiting email would log it every half minute. */
  private recordRetry(error: unknown, mail: StoredMail): void {
    const isRefusal = error instanceof RefusedMailError;
    countMail(isRefusal ? 'refused' : 'deferred');
    if (!isRefusal || this.isRefused) return;
    this.isRefused = true;
    logger.error(
      { ...mail, error: error.message },
      'The mail server does not accept email from this service: check its credentials, sender, quota or policy. Emails wait and are retried.',
    );
  }

  private recordAccepted(): void {
    if (this.isRefused) logger.info('The mail server accepts email again.');
    this.isRefused = false;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}
