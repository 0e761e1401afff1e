import type { TenantDatabase } from '../../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../../platform/database/tenant-transaction.js';
import type { ImportId, OrganizationId } from '../../../platform/ids/ids.js';

/** Pieces (of 128 kB) written or deleted in one transaction, so that its duration does not depend on the file size. */
export const PIECES_AT_ONCE = 4;

/** Writes some pieces of a file, numbered from `first`. */
export async function insertPieces(
  tx: TenantTransaction,
  id: ImportId,
  first: number,
  pieces: readonly Buffer[],
): Promise<void> {
  await Promise.all(
    pieces.map((bytes, index) =>
      tx.query('insert into import_chunk (organization_id, import_id, number, bytes) values ($1, $2, $3, $4)', [
        tx.organizationId,
        id,
        first + index,
        bytes,
      ]),
    ),
  );
}

/** The number of stored pieces of a file. */
export async function countPieces(tx: TenantTransaction, id: ImportId): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    'select count(*)::int as count from import_chunk where organization_id = $1 and import_id = $2',
    [tx.organizationId, id],
  );
  return count;
}

/** Deletes some pieces of a file, and returns how many. */
export async function deletePieces(tx: TenantTransaction, id: ImportId): Promise<number> {
  const deleted = await tx.query<object>(
    `delete from import_chunk where organization_id = $1 and import_id = $2 and number in (
       select number from import_chunk where organization_id = $1 and import_id = $2 order by number limit ${PIECES_AT_ONCE})
     returning 1`,
    [tx.organizationId, id],
  );
  return deleted.length;
}

/** The file's bytes from a position. Each piece is read in its own transaction, so that none lasts as long as the import. */
export async function* readFile(
  tenants: TenantDatabase,
  organizationId: OrganizationId,
  id: ImportId,
  position: number,
): AsyncGenerator<Buffer> {
  const size = await sizeOfPieces(tenants, organizationId, id);
  let skip = size === 0 ? 0 : position % size;
  for (let number = size === 0 ? 0 : Math.floor(position / size); ; number += 1) {
    const [piece] = await tenants.runAsSystem(organizationId, (tx) =>
      tx.query<{ bytes: Buffer }>(
        'select bytes from import_chunk where organization_id = $1 and import_id = $2 and number = $3',
        [organizationId, id, number],
      ),
    );
    if (!piece) return;
    yield piece.bytes.subarray(skip);
    skip = 0;
  }
}

/** All pieces except the last have this size. It is read, because a previous version may have stored another size. */
async function sizeOfPieces(tenants: TenantDatabase, organizationId: OrganizationId, id: ImportId): Promise<number> {
  const [first] = await tenants.runAsSystem(organizationId, (tx) =>
    tx.query<{ size: number }>(
      'select length(bytes) as size from import_chunk where organization_id = $1 and import_id = $2 and number = 0',
      [organizationId, id],
    ),
  );
  return first?.size ?? 0;
}
