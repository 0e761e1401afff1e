import type { JobContext, JobResult } from '../jobs/index.js';
import { MailError } from './mail-error.js';
import type { OutgoingMail } from './mail-transport.js';
import type { Mailer, StoredMail } from './mailer.js';
import { retryOf } from './retry.js';

/** How an email ended; `superseded`: it was not needed any more. */
export type MailOutcome = 'sent' | 'failed' | 'superseded';

/** Sends the emails of one kind, which are stored as rows. The outbox runs a job for each, again until it is done. */
export abstract class MailJob<Row> {
  protected constructor(private readonly mailer: Mailer) {}

  /** Null for an email that has ended. */
  protected abstract findQueued(mail: StoredMail): Promise<Row | null>;

  /** Null for an email that is not needed any more. */
  protected abstract composeMail(mail: StoredMail, row: Row): Promise<OutgoingMail | null>;

  /** Stores how it ended, unless it has ended already: one that was superseded while it was being sent was sent anyway. */
  protected abstract storeOutcome(mail: StoredMail, row: Row, outcome: MailOutcome): Promise<void>;

  /**
   * Sends the email if it has not ended. While the mail server does not accept it, the job is retried until the email is not
   * needed any more; with any other error the job fails.
   */
  protected async sendMail(mail: StoredMail, { attempt }: Pick<JobContext, 'attempt'>): Promise<JobResult> {
    const row = await this.findQueued(mail);
    if (row === null) return 'done';
    try {
      const composed = await this.composeMail(mail, row);
      await this.storeOutcome(mail, row, composed === null ? 'superseded' : await this.mailer.deliver(composed, mail));
      return 'done';
    } catch (error) {
      if (error instanceof MailError) return retryOf(error, attempt);
      throw error;
    }
  }

  /** Ends an email whose job is given up, such as one that cannot be composed. */
  protected async dropMail(mail: StoredMail): Promise<void> {
    const row = await this.findQueued(mail);
    if (row !== null) await this.storeOutcome(mail, row, 'failed');
  }
}
