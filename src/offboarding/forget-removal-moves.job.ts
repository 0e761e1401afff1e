import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobPayload, type JobResult } from '../platform/jobs/index.js';
import { FORGET_MOVES_WORK, forgetMoves, planForgetting } from './removal-moves.js';

/** Moves are deleted at most this long after their removal can no longer be undone. */
const EVERY = 600_000;
/** The number of rows in one transaction. */
const ROWS = 5_000;

/** Deletes the recorded moves of a removal, once it can no longer be undone. */
@Injectable()
export class ForgetRemovalMoves {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
  ) {}

  @Repeatable('forget-removal-moves', { every: EVERY })
  run(_payload: JobPayload, { signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.walk(FORGET_MOVES_WORK, signal, (id) => this.forgetAll(id, signal));
  }

  private async forgetAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    for (;;) {
      const forgotten = await this.tenants.visit(organizationId, (tx) => forgetMoves(tx, ROWS));
      if (forgotten === 0) break;
      signal.throwIfAborted();
    }
    await this.tenants.visit(organizationId, (tx) => planForgetting(tx));
  }
}
