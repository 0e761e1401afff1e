import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportId } from '../../platform/ids/ids.js';
import type { CsvPlace } from './file/csv-window.js';
import { deletePieces } from './storage/import-pieces.js';
import type { ImportDto, RejectedLineDto } from './import.dto.js';
import type { RejectedRow } from './rows/rejection.js';
import type { CountedRows, ImportEntity } from './import.entity.js';

export type ImportRow = Readonly<Omit<ImportEntity, 'organization_id' | 'slot' | 'file_hash'>>;

const COLUMNS = `i.id, i.kind, i.status, i.membership_id, i.api_key_id, i.requested_by, i.columns, i.delimiter, i.position,
         i.line, i.form, i.counted, i.turn, i.tries, i.is_running, i.total, i.done, i.rejected, i.reason, i.created_at, i.started_at, i.finished_at`;

/** Of the values of an import's rejected rows; ten thousand rows of 100 kB would be a gigabyte. */
const KEPT_BYTES = 5_000_000;

/** An import with all its rejected lines. */
export const SELECT_IMPORT = `
  select ${COLUMNS},
         coalesce((select jsonb_agg(jsonb_build_object('line', r.line, 'detail', r.detail) order by r.line)
                   from import_rejection r where r.organization_id = :organizationId and r.import_id = :id), '[]') as rejections
  from import i where i.organization_id = :organizationId and i.id = :id`;

/** Locks the unfinished imports of the organization, always in this order, and returns them oldest first. */
export function lockUnfinished(tx: TenantTransaction): Promise<ImportRow[]> {
  tx.locks.assertOrder('run');
  return tx.query<ImportRow>(
    `select ${COLUMNS} from import i where i.organization_id = $1 and i.finished_at is null order by i.id for update`,
    [tx.organizationId],
  );
}

/** The oldest unfinished import, for a transaction that has locked them all. An import added since then has its own job. */
export async function oldestUnfinished(tx: TenantTransaction): Promise<ImportRow | null> {
  const [row] = await tx.query<ImportRow>(
    `select ${COLUMNS} from import i where i.organization_id = $1 and i.finished_at is null order by i.id limit 1`,
    [tx.organizationId],
  );
  return row ?? null;
}

/** Locks the unfinished imports and returns this one; null: it is finished. */
export async function lockImport(tx: TenantTransaction, id: ImportId): Promise<ImportRow | null> {
  const rows = await lockUnfinished(tx);
  return rows.find((row) => row.id === id) ?? null;
}

/** Whether an import still has rows to import. */
export async function isUnfinished(tx: TenantTransaction, id: ImportId): Promise<boolean> {
  const rows = await tx.query('select 1 from import where organization_id = $1 and id = $2 and finished_at is null', [
    tx.organizationId,
    id,
  ]);
  return rows.length > 0;
}

/** Stores that a worker has begun or continues. */
export async function storeRun(tx: TenantTransaction, id: ImportId): Promise<void> {
  await tx.query(
    `update import set status = 'running', is_running = true, tries = tries + 1,
       started_at = least(started_at, statement_timestamp())
     where organization_id = $1 and id = $2`,
    [tx.organizationId, id],
  );
}

/** Does not count a run that was aborted, or failed with a temporary error. */
export async function uncountTry(tx: TenantTransaction, id: ImportId): Promise<void> {
  await tx.query(
    'update import set tries = greatest(tries - 1, 0) where organization_id = $1 and id = $2 and finished_at is null',
    [tx.organizationId, id],
  );
}

/** The number (column `turn`) of the next run; null: the import is finished, or another job already continues it. */
export async function advanceRunNumber(tx: TenantTransaction, id: ImportId, runNumber: number): Promise<number | null> {
  const [row] = await tx.query<{ turn: number }>(
    `update import set turn = turn + 1 where organization_id = $1 and id = $2 and turn = $3 and finished_at is null
     returning turn`,
    [tx.organizationId, id, runNumber],
  );
  return row?.turn ?? null;
}

/** Stores the number of rows counted so far. */
export async function storeCounted(tx: TenantTransaction, id: ImportId, counted: CountedRows): Promise<void> {
  await tx.query(
    'update import set counted = $3, tries = 0 where organization_id = $1 and id = $2 and finished_at is null',
    [tx.organizationId, id, JSON.stringify(counted)],
  );
}

/** Stores the number of rows, before the first one is imported. */
export async function storeTotal(tx: TenantTransaction, id: ImportId, total: number): Promise<void> {
  await tx.query(
    'update import set total = $3, tries = 0 where organization_id = $1 and id = $2 and finished_at is null',
    [tx.organizationId, id, total],
  );
}

/** Stores the progress of an import, with the next statement or the commit of the transaction that creates the records. */
export async function storeProgress(
  tx: TenantTransaction,
  id: ImportId,
  place: CsvPlace,
  rows: number,
  rejected: readonly RejectedRow[],
): Promise<void> {
  tx.executeDeferred(
    `update import set position = $3, line = $4, done = done + $5, rejected = rejected + $6, tries = 0
     where organization_id = $1 and id = $2`,
    [tx.organizationId, id, place.position, place.line, rows, rejected.length],
  );
  if (rejected.length > 0) await storeRejected(tx, id, rejected);
}

/** With RETURNING, because Citus otherwise writes rows from a SELECT by COPY, which row-level security refuses. */
async function storeRejected(tx: TenantTransaction, id: ImportId, rejected: readonly RejectedRow[]): Promise<void> {
  const [, { kept }] = await Promise.all([
    tx.query(
      `insert into import_rejection (organization_id, import_id, line, detail)
       select $1, $2, line, detail from unnest($3::integer[], $4::text[]) rejection (line, detail) returning 1`,
      [tx.organizationId, id, rejected.map(({ line }) => line), rejected.map(({ detail }) => detail)],
    ),
    tx.one<{ kept: number }>(
      `select coalesce(sum(octet_length(cells)), 0)::bigint as kept from import_rejected_row
       where organization_id = $1 and import_id = $2`,
      [tx.organizationId, id],
    ),
  ]);
  const fitting = fittingRows(rejected, KEPT_BYTES - kept);
  if (fitting.length === 0) return;
  await tx.query(
    `insert into import_rejected_row (organization_id, import_id, line, cells)
     select $1, $2, line, cells from unnest($3::integer[], $4::text[]) rejected (line, cells) returning 1`,
    [tx.organizationId, id, fitting.map(({ line }) => line), fitting.map(({ cells }) => cells)],
  );
}

/** The first rows, with their cells as JSON texts, that together have at most this many bytes. */
function fittingRows(rejected: readonly RejectedRow[], limit: number): { line: number; cells: string }[] {
  let bytes = 0;
  return rejected
    .map(({ line, cells }) => ({ line, cells: JSON.stringify(cells) }))
    .sort((a, b) => a.line - b.line)
    .filter(({ cells }) => {
      bytes += Buffer.byteLength(cells);
      return bytes <= limit;
    });
}

/** Ends an import, and deletes the first pieces of its file. The rest is deleted after the commit. */
export async function endImport(
  tx: TenantTransaction,
  id: ImportId,
  status: 'completed' | 'failed',
  reason: string | null,
): Promise<ImportRow> {
  await deletePieces(tx, id);
  return tx.one<ImportRow>(
    `update import i set status = $3, reason = $4, is_running = false, slot = null, started_at = least(started_at, statement_timestamp()),
       finished_at = statement_timestamp()
     where i.organization_id = $1 and i.id = $2 returning ${COLUMNS}`,
    [tx.organizationId, id, status, reason],
  );
}

export function toImport(row: ImportRow & { readonly rejections: RejectedLineDto[] }): ImportDto {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    progress: { total: row.total ?? 0, done: row.done },
    rejected: row.rejections,
    reason: row.reason,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
