import { logger } from '../logging/logger.js';
import { errorCode } from './error-code.js';

/** Logs once that a service does not answer and once that it answers again, however often the failure repeats in between. */
export class OutageLog {
  private isDown = false;

  constructor(private readonly subject: string) {}

  /** Records a failure; the first one of an outage is logged. */
  failed(error: unknown): void {
    if (this.isDown) return;
    this.isDown = true;
    logger.warn({ error: errorCode(error) }, `${this.subject} does not answer; trying again until it does`);
  }

  /** Records a success; the first one after an outage is logged. */
  recovered(): void {
    if (!this.isDown) return;
    this.isDown = false;
    logger.info(`${this.subject} answers again`);
  }
}
