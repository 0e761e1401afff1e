import { Injectable } from '@nestjs/common';
import { lockSubscriptionIfAny } from '../../access/locks.js';
import { GlobalDatabase } from '../../platform/database/global-database.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { DueWork, Repeatable, type DueRow, type JobContext, type JobResult } from '../../platform/jobs/index.js';
import { logger } from '../../platform/logging/logger.js';
import { StoredFiles } from '../../platform/storage/stored-files.js';

/** A deleted organization is purged at most this long after it can no longer be restored. */
const EVERY = 600_000;
/** The number of rows in one transaction: a large organization must not keep one open for minutes. */
const ROWS = 5_000;

/** Permanently deletes organizations, thirty days after their deletion: every file, then every row. */
@Injectable()
export class OrganizationPurge {
  constructor(
    private readonly due: DueWork,
    private readonly globalDatabase: GlobalDatabase,
    private readonly tenants: TenantDatabase,
    private readonly files: StoredFiles,
  ) {}

  /** If it is killed, or the file store is unavailable, the next run continues where it stopped. */
  @Repeatable('purge', { every: EVERY })
  run({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachOrganization(
      'purge',
      (last, limit) => this.listDueAfter(last, limit),
      signal,
      (id) => this.purgeOrganization(id, signal),
    );
  }

  private async purgeOrganization(id: OrganizationId, signal: AbortSignal): Promise<void> {
    if (!(await this.isPurgeable(id))) return;
    await this.files.removeAll(id, signal);
    for (;;) {
      signal.throwIfAborted();
      if ((await this.deleteRows(id)) === 0) break;
    }
    logger.info({ organizationId: id }, 'A deleted organization was purged.');
  }

  /**
   * Whether it can no longer be restored and its subscription has ended. Read under the lock that a restore takes:
   * once this is true, every later restore finds that the thirty days have passed, and files may be deleted.
   */
  private async isPurgeable(id: OrganizationId): Promise<boolean> {
    return this.tenants.runAsSystem(id, async (tx) => {
      if (!(await lockSubscriptionIfAny(tx))) return false;
      const { purgeable } = await tx.one<{ purgeable: boolean }>(
        `select deleted_at is not null and deleted_at <= clock_timestamp() - interval '30 days'
                and not exists (select 1 from outbox where organization_id = $1 and name = 'end-subscription'
                                and finished_at is null) as purgeable
         from organization where organization_id = $1`,
        [id],
      );
      return purgeable;
    });
  }

  /** The database refuses to purge an organization before its time; see the function. */
  private async deleteRows(id: OrganizationId): Promise<number> {
    const { removed } = await this.tenants.runAsSystem(id, (tx) =>
      tx.one<{ removed: number }>('select purge_organization($1, $2) as removed', [id, ROWS]),
    );
    return removed;
  }

  private listDueAfter({ due_at: dueAt, organization_id: id }: DueRow, limit: number): Promise<DueRow[]> {
    return this.globalDatabase.query<DueRow>('select organization_id, due_at from organizations_to_purge($1, $2, $3)', [
      dueAt,
      id,
      limit,
    ]);
  }
}
