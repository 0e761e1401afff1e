import type { TenantTransaction } from '../../../platform/database/tenant-transaction.js';
import { firstIdAt, timeOfId, type ImportId } from '../../../platform/ids/ids.js';
import { DueSchedule } from '../../../platform/jobs/index.js';
import { PIECES_AT_ONCE } from './import-pieces.js';

/** The runs of the job that checks an organization's files and rejected rows of imports. */
export const IMPORT_LEFTOVERS_WORK = new DueSchedule('import-leftovers');

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** After a day, pieces without an import are no longer needed: storing a file takes seconds, and requests never last hours. */
const ABANDONED_FILE_AFTER_MS = DAY_MS;
/** The days for which the values of rejected rows can be downloaded. */
export const REJECTED_ROWS_KEPT_DAYS = 30;
/** Rejected rows deleted in one transaction. */
const ROWS_AT_ONCE = 500;

/** Schedules a check of the organization. Called in the transaction that writes the first pieces of a file. */
export async function scheduleLeftoverCheck(tx: TenantTransaction): Promise<void> {
  tx.locks.assertOrder('schedule');
  await IMPORT_LEFTOVERS_WORK.runBy(tx, { after: '1 day' });
}

/** Deletes some leftover pieces and rows, and returns whether there may be more. */
export async function deleteLeftovers(tx: TenantTransaction, now: Date): Promise<boolean> {
  const pieces = await deleteAbandonedPieces(tx, firstIdAt(new Date(now.getTime() - ABANDONED_FILE_AFTER_MS)));
  const rows = await deleteRowsBefore(tx, firstIdAt(new Date(now.getTime() - REJECTED_ROWS_KEPT_DAYS * DAY_MS)));
  return pieces === PIECES_AT_ONCE || rows === ROWS_AT_ONCE;
}

/** Deletes pieces whose import was not stored or has ended. The ID of an import contains its time. */
async function deleteAbandonedPieces(tx: TenantTransaction, before: ImportId): Promise<number> {
  const deleted = await tx.query<object>(
    `delete from import_chunk where organization_id = $1 and (import_id, number) in (
       select c.import_id, c.number from import_chunk c
       where c.organization_id = $1 and c.import_id < $2
         and not exists (select 1 from import i
                         where i.organization_id = $1 and i.id = c.import_id and i.finished_at is null)
       order by c.import_id, c.number limit ${PIECES_AT_ONCE})
     returning 1`,
    [tx.organizationId, before],
  );
  return deleted.length;
}

async function deleteRowsBefore(tx: TenantTransaction, before: ImportId): Promise<number> {
  const deleted = await tx.query<object>(
    `delete from import_rejected_row where organization_id = $1 and (import_id, line) in (
       select import_id, line from import_rejected_row where organization_id = $1 and import_id < $2
       order by import_id, line limit ${ROWS_AT_ONCE})
     returning 1`,
    [tx.organizationId, before],
  );
  return deleted.length;
}

/** Schedules the next check: in an hour while there are pieces, otherwise when the retention of the oldest rejected rows ends. */
export async function scheduleNextCheck(tx: TenantTransaction, now: Date): Promise<void> {
  tx.locks.assertOrder('schedule');
  await IMPORT_LEFTOVERS_WORK.reschedule(tx, () => nextCheckAt(tx, now));
}

async function nextCheckAt(tx: TenantTransaction, now: Date): Promise<Date | null> {
  // One statement, so both come from one snapshot: the transaction that deletes the last pieces has written the rejected rows.
  const { pieces, oldest } = await tx.one<{ pieces: boolean; oldest: string | null }>(
    `select exists (select 1 from import_chunk where organization_id = $1) as pieces,
            (select import_id from import_rejected_row where organization_id = $1 order by import_id limit 1) as oldest`,
    [tx.organizationId],
  );
  if (pieces) return new Date(now.getTime() + HOUR_MS);
  if (oldest === null) return null;
  return new Date(timeOfId(oldest).getTime() + REJECTED_ROWS_KEPT_DAYS * DAY_MS + HOUR_MS);
}
