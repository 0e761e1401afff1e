import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import type { ImportId } from '../../platform/ids/ids.js';
import { JobRelay } from '../../platform/jobs/index.js';
import { tooManyImports } from './import.problems.js';
import { lockUnfinished, oldestUnfinished, passTurn, storeRun, type ImportRow } from './import-rows.js';

export const IMPORT_JOB = 'import';

/** One running and three waiting. */
export const MOST_UNFINISHED = 4;

const FREE_SLOT = `
  update import set slot = free.slot
  from (select min(s) as slot from generate_series(1, ${MOST_UNFINISHED}) s
        where not exists (select 1 from import o where o.organization_id = $1 and o.slot = s and o.finished_at is null)) free
  where import.organization_id = $1 and import.id = $2 and free.slot is not null returning free.slot`;

/**
 * The order of imports. Only one import of an organization runs at a time. Its job runs for a short time and is then enqueued
 * again behind the jobs of other organizations.
 */
@Injectable()
export class ImportQueue {
  constructor(private readonly relay: JobRelay) {}

  /**
   * Assigns a slot to a new import, which limits the unfinished imports of its organization, and enqueues its job.
   *
   * @throws 409 `too-many-imports`
   */
  async add(tx: TenantTransaction, id: ImportId): Promise<void> {
    // The last statements of the transaction, so that concurrent ones of this organization wait only for the commit.
    for (let tries = 0; tries < MOST_UNFINISHED; tries += 1) {
      const slots = await this.takeSlot(tx, id);
      if (slots === 'taken meanwhile') continue;
      if (slots.length === 0) break;
      this.owe(tx, id, 0);
      return;
    }
    throw new Problem(tooManyImports);
  }

  /** Checks the limit before the file is stored. The slot of {@link add} enforces it. */
  async requireRoom(tx: TenantTransaction): Promise<void> {
    const { count } = await tx.one<{ count: number }>(
      'select count(*)::int as count from import where organization_id = $1 and finished_at is null',
      [tx.organizationId],
    );
    if (count >= MOST_UNFINISHED) throw new Problem(tooManyImports);
  }

  /** Begins a run of an import; null if it is finished, another job continues it, or another import is first. */
  async begin(tx: TenantTransaction, id: ImportId, turn: number): Promise<ImportRow | null> {
    const unfinished = await lockUnfinished(tx);
    const row = unfinished.find((candidate) => candidate.id === id);
    const first = unfinished.find(({ is_running: isRunning }) => isRunning) ?? unfinished[0];
    if (row?.turn !== turn || first?.id !== id) return null;
    await storeRun(tx, id);
    return { ...row, tries: row.tries + 1 };
  }

  /** Enqueues the rest of the import behind the jobs of other organizations. */
  async handOver(tx: TenantTransaction, { id, turn }: Pick<ImportRow, 'id' | 'turn'>): Promise<void> {
    const next = await passTurn(tx, id, turn);
    if (next !== null) this.owe(tx, id, next);
  }

  /** Enqueues the organization's next import, in the transaction that ends the previous one. */
  async beginNext(tx: TenantTransaction): Promise<void> {
    const next = await oldestUnfinished(tx);
    if (next) await this.handOver(tx, next);
  }

  private owe(tx: TenantTransaction, importId: ImportId, turn: number): void {
    this.relay.owe(tx, { queue: 'import', name: IMPORT_JOB, payload: { importId, turn } });
  }

  private async takeSlot(tx: TenantTransaction, id: ImportId): Promise<object[] | 'taken meanwhile'> {
    try {
      return await tx.part(() => tx.query<object>(FREE_SLOT, [tx.organizationId, id]));
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === '23505') return 'taken meanwhile';
      throw error;
    }
  }
}
