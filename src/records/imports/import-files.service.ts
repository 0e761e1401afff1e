import { Injectable } from '@nestjs/common';
import type { Entry } from '../../access/entry.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';
import { errorCode } from '../../platform/jobs/error-code.js';
import { logger } from '../../platform/logging/logger.js';
import { piecesOf, type ReceivedFile } from './import-file.js';
import { expectLeftovers } from './import-leftovers.js';
import { deletePieces, insertPieces, PIECES_AT_ONCE } from './import-pieces.js';

/**
 * The files of imports, in pieces. Each transaction writes or deletes a few of them: it holds the organization's access lock, for
 * which a change of somebody's role waits.
 */
@Injectable()
export class ImportFiles {
  constructor(private readonly tenants: TenantDatabase) {}

  /**
   * Stores a file before its import is; the caller is authorized again in each transaction. What is left where the import does not
   * follow is deleted by {@link delete}, or after a crash by the job.
   *
   * @param before what is to be checked before the first piece is written
   * @returns how many pieces it has
   */
  async store(
    entry: Entry,
    id: ImportId,
    { upload, text }: ReceivedFile,
    before: (tx: TenantTransaction) => Promise<void>,
  ): Promise<number> {
    let stored = 0;
    let pieces: Buffer[] = [];
    const write = (): Promise<void> =>
      this.tenants.step(entry, async (tx) => {
        if (stored === 0) {
          await before(tx);
          await expectLeftovers(tx);
        }
        await insertPieces(tx, id, stored, pieces);
      });
    for await (const piece of piecesOf(upload, text)) {
      if (pieces.push(piece) < PIECES_AT_ONCE) continue;
      await write();
      stored += pieces.length;
      pieces = [];
    }
    if (pieces.length > 0) await write();
    return stored + pieces.length;
  }

  /** Deletes a file of which no import was made, or whose import has ended. Where it cannot, the job does later. */
  async delete(organizationId: OrganizationId, id: ImportId): Promise<void> {
    try {
      for (;;) {
        const deleted = await this.tenants.visit(organizationId, (tx) => deletePieces(tx, id));
        if (deleted < PIECES_AT_ONCE) return;
      }
    } catch (error) {
      logger.warn({ organizationId, importId: id, error: errorCode(error) }, 'The file of an import was not deleted.');
    }
  }
}
