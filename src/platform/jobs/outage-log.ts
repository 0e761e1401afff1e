import { logger } from '../logging/logger.js';
import { errorCode } from './error-code.js';

/** Says once that something went away and once that it is back, however often the failure repeats in between. */
export class OutageLog {
  private out = false;

  constructor(private readonly subject: string) {}

  /** Notes a failure; the first one of an outage is logged. */
  failed(error: unknown): void {
    if (this.out) return;
    this.out = true;
    logger.warn({ error: errorCode(error) }, `${this.subject} does not answer; trying again until it does`);
  }

  /** Notes a success; the first one after an outage is logged. */
  recovered(): void {
    if (!this.out) return;
    this.out = false;
    logger.info(`${this.subject} answers again`);
  }
}
