import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../../access/authorized-context.js';
import { TenantDatabase } from '../../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../../platform/database/tenant-transaction.js';
import type { ImportId, OrganizationId } from '../../../platform/ids/ids.js';
import { errorCode } from '../../../platform/jobs/error-code.js';
import { logger } from '../../../platform/logging/logger.js';
import { piecesOf, type ReceivedFile } from '../file/receive-file.js';
import { scheduleLeftoverCheck } from './import-leftovers.js';
import { deletePieces, insertPieces, PIECES_AT_ONCE } from './import-pieces.js';

/**
 * Stores the files of imports in pieces. Each transaction writes or deletes only a few of them, because it holds the
 * organization's access lock, which a change of a member's role waits for.
 */
@Injectable()
export class ImportFiles {
  constructor(private readonly tenants: TenantDatabase) {}

  /**
   * Stores a file before its import; the caller is authorized again in each transaction. If the import is not stored, the pieces
   * are deleted by {@link delete}, or after a crash by the job.
   *
   * @param before a check before the first piece is written
   * @returns the number of pieces
   */
  async store(
    auth: AuthorizedContext,
    id: ImportId,
    { upload, text }: ReceivedFile,
    before: (tx: TenantTransaction) => Promise<void>,
  ): Promise<number> {
    let stored = 0;
    let pieces: Buffer[] = [];
    const write = (): Promise<void> =>
      this.tenants.writeStep(auth, async (tx) => {
        if (stored === 0) {
          await before(tx);
          await scheduleLeftoverCheck(tx);
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

  /** Deletes a file whose import was not stored or has ended. If this fails, the job deletes it later. */
  async delete(organizationId: OrganizationId, id: ImportId): Promise<void> {
    try {
      for (;;) {
        const deleted = await this.tenants.runAsSystem(organizationId, (tx) => deletePieces(tx, id));
        if (deleted < PIECES_AT_ONCE) return;
      }
    } catch (error) {
      logger.warn({ organizationId, importId: id, error: errorCode(error) }, 'The file of an import was not deleted.');
    }
  }
}
