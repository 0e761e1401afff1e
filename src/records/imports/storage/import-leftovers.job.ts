import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../../platform/ids/ids.js';
import { DueWork, Repeatable, type JobContext, type JobResult } from '../../../platform/jobs/index.js';
import { deleteLeftovers, IMPORT_LEFTOVERS_WORK, scheduleNextCheck } from './import-leftovers.js';

const EVERY = 600_000;

/** Deletes files of imports that were not stored because a process was killed, and rejected rows after their retention. */
@Injectable()
export class ImportLeftovers {
  constructor(
    private readonly due: DueWork,
    private readonly tenants: TenantDatabase,
  ) {}

  @Repeatable('import-leftovers', { every: EVERY })
  run({ signal }: Pick<JobContext, 'signal'>): Promise<JobResult> {
    return this.due.forEachDueOrganization(IMPORT_LEFTOVERS_WORK, signal, (id) => this.deleteAll(id, signal));
  }

  private async deleteAll(organizationId: OrganizationId, signal: AbortSignal): Promise<void> {
    const now = new Date();
    while (await this.tenants.runAsSystem(organizationId, (tx) => deleteLeftovers(tx, now))) signal.throwIfAborted();
    await this.tenants.runAsSystem(organizationId, (tx) => scheduleNextCheck(tx, now));
  }
}
