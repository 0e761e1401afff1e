import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { DRAFT_TABLES, type DraftTable, type OrganizationDraft, type Row } from './organization-draft.js';

/** Writes a whole draft: one statement for each table. */
export async function insertDraft(tx: TenantTransaction, { rows, facts }: OrganizationDraft): Promise<void> {
  await tx.query('insert into organization_slug (slug, organization_id) values ($1, $2)', [
    facts.slug,
    tx.organizationId,
  ]);
  // All statements are sent without waiting for results, so that they share a few messages.
  await Promise.all(DRAFT_TABLES.map((table) => insertRows(tx, table, rows[table])));
}

/** A JSON null is a value of this column, but is read from the rows as SQL null: "no new owner" of a handover. */
const JSON_NULLS: ReadonlySet<string> = new Set(['targets']);

/**
 * The rows are sent as one JSON text; Postgres reads each value as the type of its column. With RETURNING, because Citus otherwise
 * writes rows from a SELECT by COPY, which row-level security refuses.
 */
async function insertRows(tx: TenantTransaction, table: DraftTable, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  await tx.query(
    `insert into ${table} (organization_id, ${columns.join(', ')})
     select $1, ${columns.map(valueOf).join(', ')}
     from jsonb_populate_recordset(null::${table}, $2::jsonb) r returning 1`,
    [tx.organizationId, JSON.stringify(rows)],
  );
}

function valueOf(column: string): string {
  return JSON_NULLS.has(column) ? `coalesce(r.${column}, 'null')` : `r.${column}`;
}

/** Bytes in the text form of `bytea`. */
export function bytesText(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
