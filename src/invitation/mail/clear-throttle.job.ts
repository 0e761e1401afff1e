import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../../platform/database/global-database.js';
import { Repeatable, type JobResult } from '../../platform/jobs/index.js';

const EVERY_HOUR = 3_600_000;

/** Deletes counted emails that no limit counts any more. */
@Injectable()
export class ThrottleCleanup {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  @Repeatable('clear-invitation-throttle', { every: EVERY_HOUR })
  async deleteExpiredRows(): Promise<JobResult> {
    await this.globalDatabase.query(`delete from invitation_throttle where sent_at < now() - interval '1 day'`);
    return 'done';
  }
}
