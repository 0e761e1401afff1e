import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../database/global-database.js';
import { Repeatable, type JobResult } from '../jobs/index.js';

const EVERY_HOUR = 3_600_000;

/** Rows of the directory tables that are no longer needed; each of them is valid for one day. */
const DELETE_EXPIRED_ROWS = [
  `delete from idempotency_scope where created_at < now() - interval '1 day'`,
  `delete from invitation_throttle where sent_at < now() - interval '1 day'`,
];

/** Keeps the directory tables small. The expired rows of an organization are deleted by its own transactions. */
@Injectable()
export class DirectoryCleanup {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  @Repeatable('clear-directories', { every: EVERY_HOUR })
  async deleteExpiredRows(): Promise<JobResult> {
    for (const statement of DELETE_EXPIRED_ROWS) await this.globalDatabase.query(statement);
    return 'done';
  }
}
