import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../database/global-database.js';
import { Repeatable, type JobResult } from '../jobs/index.js';

const EVERY_HOUR = 3_600_000;

/** Keeps the directory of idempotency keys small. The expired rows of an organization are deleted by its own transactions. */
@Injectable()
export class DirectoryCleanup {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  @Repeatable('clear-directories', { every: EVERY_HOUR })
  async deleteExpiredRows(): Promise<JobResult> {
    await this.globalDatabase.query(`delete from idempotency_scope where created_at < now() - interval '1 day'`);
    return 'done';
  }
}
