import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid } from '../../platform/http/problem.js';
import { parseId } from '../../platform/ids/ids.js';
import type { RecordKind, Row } from './record-kind.js';

/**
 * The columns of references, as ids. One that stays is not looked at: its record may be under deletion, which waits for this
 * one.
 *
 * @throws 422 with the pointer to what names a record that is not there, or another organization's
 */
export async function requireReferences(
  kind: RecordKind,
  tx: TenantTransaction,
  before: Row | null,
  columns: Row,
): Promise<Row> {
  const ids: Record<string, string> = {};
  for (const { property, column, table } of kind.references) {
    const value = columns[column];
    if (value === undefined || value === null) continue;
    const id = parseId<string>(value);
    const isThere = id !== null && (id === before?.[column] || (await holds(tx, table, id)));
    if (!isThere) throw invalid({ pointer: `/${property}`, detail: `Give the id of a ${table} of this organization.` });
    ids[column] = id;
  }
  return ids;
}

async function holds(tx: TenantTransaction, table: string, id: string): Promise<boolean> {
  const found = await tx.query(`select 1 from ${table} where organization_id = $1 and id = $2 for key share`, [
    tx.organizationId,
    id,
  ]);
  return found.length > 0;
}

/** Takes a record that is deleted out of those that name it. They change with that, and so does their version. */
export async function forget(kind: RecordKind, tx: TenantTransaction, id: string): Promise<void> {
  for (const { table, column } of kind.namedBy) {
    await tx.query(
      // Locked in the order in which a reassignment locks them, so that neither waits for the other in a circle.
      `with held as materialized (
         select id from ${table} where organization_id = $1 and ${column} = $2 order by created_at, id for update
       )
       update ${table} r set ${column} = null, version = version + 1, updated_at = clock_timestamp()
       from held where r.organization_id = $1 and r.id = held.id`,
      [tx.organizationId, id],
    );
  }
}
