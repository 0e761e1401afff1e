import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import type { ImportId } from '../../platform/ids/ids.js';
import { idField, OutboxDispatcher, messageOf, organizationJobKind } from '../../platform/jobs/index.js';
import { tooManyImports } from './import.problems.js';
import { lockUnfinished, oldestUnfinished, advanceRunNumber, storeRun, type ImportRow } from './import-rows.js';
import { IMPORT_QUEUE } from './import.queue.js';

export const IMPORT_RUN = organizationJobKind(IMPORT_QUEUE, 'import', {
  importId: idField<ImportId>(),
  turn: z.coerce.number().default(0),
});

/** One running and three waiting. */
const MAX_UNFINISHED = 4;

const FREE_SLOT = `
  update import set slot = free.slot
  from (select min(s) as slot from generate_series(1, ${MAX_UNFINISHED}) s
        where not exists (select 1 from import o where o.organization_id = :organizationId and o.slot = s and o.finished_at is null)) free
  where import.organization_id = :organizationId and import.id = :id and free.slot is not null returning free.slot`;

/**
 * The order of imports. Only one import of an organization runs at a time. Its job runs for a short time and is then enqueued
 * again behind the jobs of other organizations.
 */
@Injectable()
export class ImportQueue {
  constructor(private readonly dispatcher: OutboxDispatcher) {}

  /**
   * Assigns a slot to a new import, which limits the unfinished imports of its organization, and enqueues its job.
   *
   * @throws 409 `too-many-imports`
   */
  async add(tx: TenantTransaction, id: ImportId): Promise<void> {
    // The last statements of the transaction, so that concurrent ones of this organization wait only for the commit.
    for (let tries = 0; tries < MAX_UNFINISHED; tries += 1) {
      const slots = await this.assignSlot(tx, id);
      if (slots === 'conflict') continue;
      if (slots.length === 0) break;
      this.enqueueRun(tx, id, 0);
      return;
    }
    throw new Problem(tooManyImports);
  }

  /** Checks the limit before the file is stored. The slot of {@link add} enforces it. */
  async requireFreeSlot(tx: TenantTransaction): Promise<void> {
    const { count } = await tx.one<{ count: number }>(
      'select count(*)::int as count from import where organization_id = $1 and finished_at is null',
      [tx.organizationId],
    );
    if (count >= MAX_UNFINISHED) throw new Problem(tooManyImports);
  }

  /** Begins a run of an import; null if it is finished, another job continues it, or another import is first. */
  async beginRun(tx: TenantTransaction, id: ImportId, runNumber: number): Promise<ImportRow | null> {
    const unfinished = await lockUnfinished(tx);
    const row = unfinished.find((candidate) => candidate.id === id);
    const first = unfinished.find(({ is_running: isRunning }) => isRunning) ?? unfinished[0];
    if (row?.turn !== runNumber || first?.id !== id) return null;
    await storeRun(tx, id);
    return { ...row, tries: row.tries + 1 };
  }

  /** Enqueues the rest of the import behind the jobs of other organizations. */
  async enqueueNextRun(tx: TenantTransaction, { id, turn: runNumber }: Pick<ImportRow, 'id' | 'turn'>): Promise<void> {
    const next = await advanceRunNumber(tx, id, runNumber);
    if (next !== null) this.enqueueRun(tx, id, next);
  }

  /** Enqueues the organization's next import, in the transaction that ends the previous one. */
  async enqueueNextImport(tx: TenantTransaction): Promise<void> {
    const next = await oldestUnfinished(tx);
    if (next) await this.enqueueNextRun(tx, next);
  }

  private enqueueRun(tx: TenantTransaction, importId: ImportId, runNumber: number): void {
    this.dispatcher.enqueue(tx, messageOf(IMPORT_RUN, { importId, turn: runNumber }));
  }

  private async assignSlot(tx: TenantTransaction, id: ImportId): Promise<object[] | 'conflict'> {
    try {
      return await tx.savepoint(() => tx.query<object>(FREE_SLOT, { organizationId: tx.organizationId, id }));
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === '23505') return 'conflict';
      throw error;
    }
  }
}
