import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobResult } from '../../platform/jobs/index.js';
import { MOVE_DELETION_WORK, deleteExpiredMoves, rescheduleMoveDeletion } from './removal-moves.js';

/** Moves are deleted at most this long after their removal can no longer be undone. */
const EVERY = 600_000;
/** The number of rows in one transaction. */
const ROWS = 5_000;

/** Deletes the recorded moves of a removal, once it can no longer be undone. */
@Injectable()
export class RemovalMoveDeletion {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
  ) {}

  @Repeatable('forget-removal-moves', { every: EVERY })
  run({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(MOVE_DELETION_WORK, signal, (id) => this.deleteAll(id, signal));
  }

  private async deleteAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const deleted = await this.tenants.runAsSystem(organizationId, (tx) => deleteExpiredMoves(tx, ROWS));
      if (deleted === 0) break;
      signal.throwIfAborted();
    }
    await this.tenants.runAsSystem(organizationId, (tx) => rescheduleMoveDeletion(tx));
  }
}
