import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../database/global-database.js';
import { Repeatable, type JobResult } from '../jobs/index.js';

const EVERY_HOUR = 3_600_000;

const DELETE_EXPIRED_KEYS = `delete from idempotency_scope where created_at < now() - interval '1 day'`;

/**
 * Keeps small what is stored for a while outside of any organization. The expired rows of an organization are deleted by its
 * own transactions.
 */
@Injectable()
export class DirectoryCleanup {
  private readonly statements = [DELETE_EXPIRED_KEYS];

  constructor(private readonly globalDatabase: GlobalDatabase) {}

  /** Adds a module's statement that deletes its expired rows. */
  addStatement(statement: string): void {
    this.statements.push(statement);
  }

  @Repeatable('clear-directories', { every: EVERY_HOUR })
  async deleteExpiredRows(): Promise<JobResult> {
    for (const statement of this.statements) await this.globalDatabase.query(statement);
    return 'done';
  }
}
