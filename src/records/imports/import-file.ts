import type { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid } from '../../platform/http/problem.js';
import type { Upload } from '../../platform/http/upload.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';
import type { CsvColumn } from '../csv/csv-form.js';
import { readHeader, type CsvHeader } from './csv-header.policy.js';

/**
 * What can be said against a file before any of its rows is read: that it is no text in UTF-8, and what its first line says.
 *
 * @throws 422 at `/file`
 */
export async function examineFile(upload: Upload, columns: readonly CsvColumn[]): Promise<CsvHeader> {
  await requireUtf8(upload);
  const head = new TextDecoder('utf-8').decode(await upload.head());
  const header = readHeader(head, columns);
  if ('refusals' in header) throw invalid(...header.refusals.map((detail) => ({ pointer: '/file', detail })));
  return header;
}

async function requireUtf8(upload: Upload): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const slice of upload.slices()) decoder.decode(slice, { stream: true });
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw invalid({ pointer: '/file', detail: 'Save the file as CSV in UTF-8; it is in another encoding.' });
  }
}

/** Keeps the file for the worker, in pieces; the transaction lasts as long as the copying, not as long as the upload. */
export async function storeFile(tx: TenantTransaction, id: ImportId, upload: Upload): Promise<void> {
  let number = 0;
  for await (const bytes of upload.slices()) {
    await tx.query('insert into import_chunk (organization_id, import_id, number, bytes) values ($1, $2, $3, $4)', [
      tx.organizationId,
      id,
      number++,
      bytes,
    ]);
  }
}

/** The file's bytes from a position on. Each piece is read by itself, so that no transaction lasts as long as the import. */
export async function* readFile(
  tenants: TenantDatabase,
  organizationId: OrganizationId,
  id: ImportId,
  position: number,
): AsyncGenerator<Buffer> {
  const size = await sizeOfPieces(tenants, organizationId, id);
  let skip = size === 0 ? 0 : position % size;
  for (let number = size === 0 ? 0 : Math.floor(position / size); ; number += 1) {
    const [piece] = await tenants.visit(organizationId, (tx) =>
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

/** All pieces but the last are of one size; asked for, since the version that stored them may have had another. */
async function sizeOfPieces(tenants: TenantDatabase, organizationId: OrganizationId, id: ImportId): Promise<number> {
  const [first] = await tenants.visit(organizationId, (tx) =>
    tx.query<{ size: number }>(
      'select length(bytes) as size from import_chunk where organization_id = $1 and import_id = $2 and number = 0',
      [organizationId, id],
    ),
  );
  return first?.size ?? 0;
}
