import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid } from '../../platform/http/problem.js';
import { parseId } from '../../platform/ids/ids.js';
import type { RecordKind, Row } from './record-kind.js';

/**
 * Locks the records that a request refers to, so that they are not deleted before the commit; returns the IDs of
 * those that exist. This comes before the lock of the record that refers to them, because a deletion locks them first
 * and then the records that refer to them.
 */
export async function lockReferences(
  kind: RecordKind,
  tx: TenantTransaction,
  values: Row,
): Promise<ReadonlySet<string>> {
  const lockedIds = new Set<string>();
  for (const { property, table } of kind.references) {
    const id = parseId<string>(values[property]);
    if (id === null) continue;
    tx.locks.assertOrder('parent-record');
    const found = await tx.query(`select 1 from ${table} where organization_id = $1 and id = $2 for key share`, [
      tx.organizationId,
      id,
    ]);
    if (found.length > 0) lockedIds.add(id);
  }
  return lockedIds;
}

/**
 * The columns of references, as IDs.
 *
 * @throws 422 with the pointer to a reference to a record that does not exist, or belongs to another organization
 */
export function requireReferences(kind: RecordKind, lockedIds: ReadonlySet<string>, columns: Row): Row {
  const ids: Record<string, string> = {};
  for (const { property, column, table } of kind.references) {
    const value = columns[column];
    if (value === undefined || value === null) continue;
    const id = parseId<string>(value);
    if (id === null || !lockedIds.has(id)) {
      throw invalid({ pointer: `/${property}`, detail: `Enter the ID of a ${table} of this organization.` });
    }
    ids[column] = id;
  }
  return ids;
}

/** Clears the references to a deleted record. That changes the records that had them, and so their version. */
export async function clearReferences(kind: RecordKind, tx: TenantTransaction, id: string): Promise<void> {
  for (const { table, column } of kind.referencedBy) {
    tx.locks.assertOrder('record');
    await tx.query(
      // Locked in the same order as in a reassignment, so that the two cannot deadlock.
      `with held as materialized (
         select id from ${table} where organization_id = $1 and ${column} = $2 order by created_at, id
         for no key update
       )
       update ${table} r set ${column} = null, version = version + 1, updated_at = statement_timestamp()
       from held where r.organization_id = $1 and r.id = held.id`,
      [tx.organizationId, id],
    );
  }
}
