import type { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import { describeFailure } from '../../platform/jobs/error-code.js';
import { logger } from '../../platform/logging/logger.js';

/** With fewer rows, reading all of an organization's records for one of them costs about as little as reading one by its key. */
const MIN_ROWS = 2_000;

/**
 * Lets Postgres count the rows of a table after many were added to one organization. Until then it expects one row of that
 * organization, and finds a record by an index that begins with the organization, reading all of its rows. If it fails, the
 * records are still there, and Postgres counts them later by itself.
 */
export async function refreshStatistics(
  tenants: TenantDatabase,
  organizationId: OrganizationId,
  table: string,
  added: number,
): Promise<void> {
  if (added < MIN_ROWS) return;
  try {
    await tenants.runAsSystem(organizationId, (tx) => tx.query('select refresh_record_statistics($1)', [table]));
  } catch (error) {
    logger.warn({ organizationId, table, ...describeFailure(error) }, 'The statistics of a table were not refreshed.');
  }
}
