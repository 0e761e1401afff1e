import type { Actor } from '../../audit/audit-log.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportId, MembershipId } from '../../platform/ids/ids.js';
import type { CsvPlace } from './csv-reader.js';
import type { CsvKindName, ImportDto, RejectedLineDto } from './import.dto.js';

export interface ImportRow {
  readonly id: ImportId;
  readonly kind: CsvKindName;
  readonly status: ImportDto['status'];
  readonly membership_id: MembershipId | null;
  readonly api_key_id: string | null;
  readonly requested_by: Actor;
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly position: number;
  readonly line: number;
  readonly total: number | null;
  readonly done: number;
  readonly rejected: number;
  readonly reason: string | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

const COLUMNS = `i.id, i.kind, i.status, i.membership_id, i.api_key_id, i.requested_by, i.columns, i.delimiter, i.position,
         i.line, i.total, i.done, i.rejected, i.reason, i.created_at, i.started_at, i.finished_at`;

/** With all its rejected lines. */
export const SELECT_IMPORT = `
  select ${COLUMNS},
         coalesce((select jsonb_agg(jsonb_build_object('line', r.line, 'detail', r.detail) order by r.line)
                   from import_rejection r where r.organization_id = $1 and r.import_id = $2), '[]') as rejections
  from import i where i.organization_id = $1 and i.id = $2`;

export async function findImport(tx: TenantTransaction, id: ImportId): Promise<ImportRow | null> {
  const [row] = await tx.query<ImportRow>(
    `select ${COLUMNS} from import i where i.organization_id = $1 and i.id = $2`,
    [tx.organizationId, id],
  );
  return row ?? null;
}

export async function lockImport(tx: TenantTransaction, id: ImportId): Promise<ImportRow | null> {
  tx.locks.take('run');
  const [row] = await tx.query<ImportRow>(
    `select ${COLUMNS} from import i where i.organization_id = $1 and i.id = $2 for update`,
    [tx.organizationId, id],
  );
  return row ?? null;
}

/** Writes down how many rows there are, before the first of them is imported. */
export async function storeTotal(tx: TenantTransaction, id: ImportId, total: number): Promise<void> {
  await tx.query(
    `update import set status = 'running', started_at = coalesce(started_at, clock_timestamp()), total = $3
     where organization_id = $1 and id = $2 and finished_at is null`,
    [tx.organizationId, id, total],
  );
}

/** Writes down how far an import has come, in the transaction that imports so far. */
export async function storeProgress(
  tx: TenantTransaction,
  id: ImportId,
  place: CsvPlace,
  rows: number,
  rejected: readonly RejectedLineDto[],
): Promise<void> {
  await tx.query(
    `update import set position = $3, line = $4, done = done + $5, rejected = rejected + $6
     where organization_id = $1 and id = $2`,
    [tx.organizationId, id, place.position, place.line, rows, rejected.length],
  );
  if (rejected.length === 0) return;
  await tx.query(
    `insert into import_rejection (organization_id, import_id, line, detail)
     select $1, $2, line, detail from unnest($3::integer[], $4::text[]) rejection (line, detail)`,
    [tx.organizationId, id, rejected.map(({ line }) => line), rejected.map(({ detail }) => detail)],
  );
}

/** Ends an import; its file is needed no more. */
export async function endImport(
  tx: TenantTransaction,
  id: ImportId,
  status: 'completed' | 'failed',
  reason: string | null,
): Promise<ImportRow> {
  await tx.query('delete from import_chunk where organization_id = $1 and import_id = $2', [tx.organizationId, id]);
  return tx.one<ImportRow>(
    `update import i set status = $3, reason = $4, started_at = coalesce(started_at, clock_timestamp()),
       finished_at = clock_timestamp()
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
