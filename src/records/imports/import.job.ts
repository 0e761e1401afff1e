import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';
import { describeFailure } from '../../platform/jobs/error-code.js';
import { JobGivenUp, JobHandler, type JobContext, type JobResult, type PayloadOf } from '../../platform/jobs/index.js';
import { logger } from '../../platform/logging/logger.js';
import { UnreadableCsv } from './file/csv-reader.js';
import { FILE_START, type CsvPlace } from './file/csv-window.js';
import { isTransient } from './rows/database-refusal.policy.js';
import type { ImportBatch } from './rows/import-batch.js';
import { ImportFiles } from './storage/import-files.service.js';
import { ImportChanges } from './import-changed.event.js';
import { IMPORT_RUN, ImportQueue } from './import-queue.js';
import { ImportReader } from './import-reader.js';
import { runOf, shouldPause, type ImportRun } from './import-run.js';
import { readMembers, readSettingsAndClock, refusalToContinue } from './importer.js';
import {
  endImport,
  uncountTry,
  isUnfinished,
  lockImport,
  storeCounted,
  storeProgress,
  storeTotal,
  type ImportRow,
} from './import-rows.js';
import { refreshStatistics } from './record-statistics.js';
import { OwnerLookup } from './rows/owner-lookup.js';
import { createRecords } from './rows/record-creation.js';
import { RejectionMessages } from './rows/rejection.js';
import type { ImportSettings } from './rows/row-conversion.js';

/** An import with more rejected rows fails, so that the list of them stays readable. */
const MAX_REJECTED = 10_000;
const TOO_MANY_REJECTED = `More than ${MAX_REJECTED} rows were rejected. Correct the file and import the rest again.`;

const KEPT_FAILING =
  'The import kept failing for a day and was stopped. Rows imported so far are kept; import the rest again.';

/** Runs without progress, after which the import fails. */
const MAX_TRIES = 5;

type RunPayload = PayloadOf<typeof IMPORT_RUN>;

/** The import as it was before the batch; or why the batch was not imported. */
type BatchOutcome = ImportRow | 'ended' | 'settings-changed';

/**
 * Creates records from a file in batches. Each transaction creates records and stores the progress, so that after a killed job
 * the next one continues exactly there, and every valid row is imported exactly once.
 */
@Injectable()
export class ImportJob {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
    private readonly queue: ImportQueue,
    private readonly files: ImportFiles,
    private readonly reader: ImportReader,
    private readonly changes: ImportChanges,
  ) {}

  @JobHandler(IMPORT_RUN)
  async run({ organizationId, importId: id, turn: runNumber }: RunPayload, context: JobContext): Promise<JobResult> {
    const row = await this.tenants.runAsSystem(organizationId, (tx) => this.queue.beginRun(tx, id, runNumber));
    if (!row) return 'done';
    const run = runOf(organizationId, row, context);
    // If the process was killed in every run, only this check ends the import.
    if (row.tries > MAX_TRIES) await this.end(run, 'failed', tooManyTries(row));
    else await this.attempt(run, row);
    await this.deleteFileOfEnded(organizationId, id);
    return 'done';
  }

  /** Ends the import as failed with the reason, and begins the organization's next one. */
  @JobGivenUp(IMPORT_RUN)
  async giveUp({ organizationId, importId: id, turn: runNumber }: RunPayload): Promise<void> {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      const row = await lockImport(tx, id);
      // If the number differs, another run continues the import.
      if (row?.turn === runNumber) await this.endIn(tx, row, 'failed', KEPT_FAILING);
    });
    await this.deleteFileOfEnded(organizationId, id);
  }

  private async attempt(run: ImportRun, row: ImportRow): Promise<void> {
    try {
      const total = row.total ?? (await this.countFile(run, row));
      if (total === 0) await this.end(run, 'completed', null);
      else if (total !== null) await this.importRows(run, row, total);
    } catch (error) {
      if (error instanceof UnreadableCsv) await this.end(run, 'failed', error.message);
      else await this.retryOrGiveUp(run, error);
    }
  }

  /** Retries temporary errors without a limit; any other error only a few times for the same part of the file. */
  private async retryOrGiveUp(run: ImportRun, error: unknown): Promise<void> {
    if (run.context.signal.aborted || isTransient(error)) {
      await this.tenants.runAsSystem(run.organizationId, (tx) => uncountTry(tx, run.id));
      throw error;
    }
    const isGivenUp = await this.tenants.runAsSystem(run.organizationId, (tx) =>
      this.giveUpAfterTries(tx, run, MAX_TRIES),
    );
    if (!isGivenUp) throw error;
    const { id: importId, organizationId } = run;
    // Only the code of the error, because the database's message may contain values of the file.
    logger.error(
      { importId, organizationId, ...describeFailure(error) },
      'An import was stopped after repeated errors.',
    );
  }

  private async giveUpAfterTries(tx: TenantTransaction, run: ImportRun, tries: number): Promise<boolean> {
    const row = await lockImport(tx, run.id);
    if (!row || row.tries < tries) return false;
    await this.endIn(tx, run, 'failed', tooManyTries(row));
    return true;
  }

  /**
   * Reads the whole file before anything is imported, so that nothing of a truncated file is imported. Returns the number of its
   * rows; null if the next run continues counting.
   */
  private async countFile(run: ImportRun, { counted }: ImportRow): Promise<number | null> {
    let { rows, position, line } = counted ?? { rows: 0, ...FILE_START };
    for await (const window of this.reader.count(run, { position, line })) {
      run.context.signal.throwIfAborted();
      rows += window.rows;
      ({ position, line } = window.next);
      if (!(await shouldPause(run))) continue;
      const place = { rows, position, line };
      await this.tenants.runAsSystem(run.organizationId, (tx) => storeCounted(tx, run.id, place));
      await this.enqueueNextRun(run);
      return null;
    }
    const total = Math.max(0, rows - run.form.rowsBefore);
    await this.tenants.runAsSystem(run.organizationId, async (tx) => {
      await storeTotal(tx, run.id, total);
      await this.changes.announce(tx, { id: run.id, end: null });
    });
    return total;
  }

  private async importRows(run: ImportRun, { position, line }: ImportRow, total: number): Promise<void> {
    let progress: CsvPlace | 'completed' | 'stopped' = { position, line };
    while (typeof progress === 'object') progress = await this.importBatches(run, progress);
    if (progress === 'stopped') return;
    await refreshStatistics(this.tenants, run.organizationId, run.kind.table, total);
    await this.end(run, 'completed', null);
  }

  /** Imports from a place; returns the place from which to continue with new settings, or how it ended. */
  private async importBatches(run: ImportRun, from: CsvPlace): Promise<CsvPlace | 'completed' | 'stopped'> {
    const { organization: settings } = await this.tenants.runAsSystem(run.organizationId, (tx) =>
      readSettingsAndClock(tx, 'unlocked'),
    );
    for await (const batch of this.reader.batches(run, from, settings)) {
      run.context.signal.throwIfAborted();
      const outcome = await this.tenants.runAsSystem(run.organizationId, (tx) =>
        this.importBatch(tx, run, batch, settings),
      );
      if (outcome === 'settings-changed') return batch.from;
      if (outcome === 'ended') return 'stopped';
      run.context.progress({ total: outcome.total ?? 0, done: outcome.done + batch.rows });
      if (await shouldPause(run)) {
        await this.enqueueNextRun(run);
        return 'stopped';
      }
    }
    return 'completed';
  }

  private async enqueueNextRun({ organizationId, id, runNumber }: ImportRun): Promise<void> {
    await this.tenants.runAsSystem(organizationId, (tx) => this.queue.enqueueNextRun(tx, { id, turn: runNumber }));
  }

  /** Imports rows that were read with these settings; if the settings have changed since, the rows have to be read again. */
  private async importBatch(
    tx: TenantTransaction,
    run: ImportRun,
    batch: ImportBatch,
    settings: ImportSettings,
  ): Promise<BatchOutcome> {
    const texts = batch.given.flatMap(({ owner }) => owner ?? []);
    const owners = await OwnerLookup.read(tx, texts);
    const inLocalTime = batch.given.some(({ given }) => run.kind.dependsOnTimezone?.(given) ?? false);
    // Together, in one round trip.
    const [members, row, refusal, settingsAndClock] = await Promise.all([
      readMembers(tx, run.requester, owners),
      lockImport(tx, run.id),
      refusalToContinue(tx, run.requester, run.kind.edit),
      readSettingsAndClock(tx, inLocalTime ? 'locked' : 'unlocked'),
    ]);
    if (!row) return 'ended';
    // The next run continues from the progress of the other worker.
    if (!isAt(row, batch.from)) throw new Error('Another worker has continued this import.');
    if (refusal !== null) return this.endIn(tx, run, 'failed', refusal);
    if (!isReadWith(settings, settingsAndClock.organization)) return 'settings-changed';
    owners.setEligible(members);
    const refused = await createRecords(tx, run.kind, batch.given, {
      ...settingsAndClock,
      importer: row.membership_id,
      owners,
      isExport: run.form.isExport,
    });
    const messages = new RejectionMessages(run.kind, run.form);
    const rejected = [...batch.refused, ...refused].map((one) => messages.rejectionOf(one));
    await storeProgress(tx, run.id, batch.to, batch.rows, rejected);
    await this.changes.announce(tx, { id: run.id, end: null });
    return row.rejected + rejected.length > MAX_REJECTED ? this.endIn(tx, run, 'failed', TOO_MANY_REJECTED) : row;
  }

  private async end(run: ImportRun, status: 'completed' | 'failed', reason: string | null): Promise<void> {
    await this.tenants.runAsSystem(run.organizationId, async (tx) => {
      const row = await lockImport(tx, run.id);
      if (row) await this.endIn(tx, run, status, reason);
    });
  }

  /** In separate transactions, so that ending an import does not take longer with a larger file. */
  private async deleteFileOfEnded(organizationId: OrganizationId, id: ImportId): Promise<void> {
    const isEnded = !(await this.tenants.runAsSystem(organizationId, (tx) => isUnfinished(tx, id)));
    if (isEnded) await this.files.delete(organizationId, id);
  }

  private async endIn(
    tx: TenantTransaction,
    { id }: Pick<ImportRun, 'id'>,
    status: 'completed' | 'failed',
    reason: string | null,
  ): Promise<'ended'> {
    const {
      kind,
      done,
      rejected,
      requested_by: actor,
      membership_id: importer,
    } = await endImport(tx, id, status, reason);
    const created = done - rejected;
    this.audit.recordAuditEvent(tx, {
      action: `import.${status}`,
      actor,
      target: { kind: 'import', id, name: kind },
      changes: { created: { from: 0, to: created }, rejected: { from: 0, to: rejected } },
    });
    await this.queue.enqueueNextImport(tx);
    await this.changes.announce(tx, { id, end: { status, kind, created, rejected, importer } });
    return 'ended';
  }
}

/** The settings that decide how a row is read: a time without a zone, and an amount without a currency. */
function isReadWith(settings: ImportSettings, current: ImportSettings): boolean {
  return settings.timezone === current.timezone && settings.currency === current.currency;
}

/** False if another worker imported this batch after the lease was lost; then it must not be imported again. */
function isAt(row: ImportRow, from: CsvPlace): boolean {
  return row.position === from.position || (row.position === 0 && row.done === 0);
}

function tooManyTries({ line, done }: ImportRow): string {
  return done === 0
    ? 'The import failed several times before its first row. Try a smaller file, or contact the operator of the service.'
    : `The import failed several times after line ${line - 1}. The rows up to this line are done; import the rest again.`;
}
