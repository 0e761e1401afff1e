import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';
import { describeFailure } from '../../platform/jobs/error-code.js';
import { JobGivenUp, JobHandler, type JobContext, type JobResult, type PayloadOf } from '../../platform/jobs/index.js';
import { logger } from '../../platform/logging/logger.js';
import type { RecordKind } from '../kind/record-kind.js';
import { csvKindNamed } from '../record-kinds.js';
import { countRows, readRows, UnreadableCsv } from './file/csv-reader.js';
import { CsvThread } from './file/csv-thread.js';
import { FILE_START, type CsvPlace, type CsvRow } from './file/csv-window.js';
import { readAhead } from './file/read-ahead.js';
import { isTransient } from './rows/database-refusal.policy.js';
import { batchesOf, type ImportBatch } from './rows/import-batch.js';
import { ImportFiles } from './storage/import-files.service.js';
import { formOfNames, type ImportForm } from './mapping/import-form.js';
import { readFile } from './storage/import-pieces.js';
import { ImportChanges } from './import-changed.event.js';
import { IMPORT_RUN, ImportQueue } from './import-queue.js';
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

/** An import with more rejected rows fails, so that the list of them stays readable. */
const MAX_REJECTED = 10_000;
const TOO_MANY_REJECTED = `More than ${MAX_REJECTED} rows were rejected. Correct the file and import the rest again.`;

const KEPT_FAILING =
  'The import kept failing for a day and was stopped. Rows imported so far are kept; import the rest again.';

/** After this time, the imports of other organizations run first, if any wait. */
const RUN_MS = 2_000;
/** Runs without progress, after which the import fails. */
const MAX_TRIES = 5;

type RunPayload = PayloadOf<typeof IMPORT_RUN>;

/** A running import. */
interface Run {
  readonly organizationId: OrganizationId;
  readonly id: ImportId;
  readonly runNumber: number;
  readonly kind: RecordKind;
  readonly form: ImportForm;
  readonly delimiter: string;
  readonly context: JobContext;
  /** The member or the API key on whose behalf it runs. */
  readonly requester: Pick<ImportRow, 'membership_id' | 'api_key_id'>;
  /** When other organizations run first, by the clock of this process. */
  until: number;
}

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
    private readonly thread: CsvThread,
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

  private async attempt(run: Run, row: ImportRow): Promise<void> {
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
  private async retryOrGiveUp(run: Run, error: unknown): Promise<void> {
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

  private async giveUpAfterTries(tx: TenantTransaction, run: Run, tries: number): Promise<boolean> {
    const row = await lockImport(tx, run.id);
    if (!row || row.tries < tries) return false;
    await this.endIn(tx, run, 'failed', tooManyTries(row));
    return true;
  }

  /**
   * Reads the whole file before anything is imported, so that nothing of a truncated file is imported. Returns the number of its
   * rows; null if the next run continues counting.
   */
  private async countFile(run: Run, { counted }: ImportRow): Promise<number | null> {
    let { rows, position, line } = counted ?? { rows: 0, ...FILE_START };
    for await (const window of countRows(
      this.thread.parserFor(run.organizationId),
      this.source(run, { position, line }),
    )) {
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

  private async importRows(run: Run, { position, line }: ImportRow, total: number): Promise<void> {
    const from = { position, line };
    const { kind, form } = run;
    const { organization } = await this.tenants.runAsSystem(run.organizationId, (tx) =>
      readSettingsAndClock(tx, 'unlocked'),
    );
    const batches = batchesOf(this.dataRows(run, from), from, { kind, form, settings: organization });
    for await (const batch of readAhead(batches)) {
      run.context.signal.throwIfAborted();
      const row = await this.tenants.runAsSystem(run.organizationId, (tx) => this.importBatch(tx, run, batch));
      if (!row) return;
      run.context.progress({ total: row.total ?? 0, done: row.done + batch.rows });
      if (await shouldPause(run)) {
        await this.enqueueNextRun(run);
        return;
      }
    }
    await refreshStatistics(this.tenants, run.organizationId, kind.table, total);
    await this.end(run, 'completed', null);
  }

  private async enqueueNextRun({ organizationId, id, runNumber }: Run): Promise<void> {
    await this.tenants.runAsSystem(organizationId, (tx) => this.queue.enqueueNextRun(tx, { id, turn: runNumber }));
  }

  /** Null: the import has ended. */
  private async importBatch(tx: TenantTransaction, run: Run, batch: ImportBatch): Promise<ImportRow | null> {
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
    if (!row) return null;
    // The next run continues from the progress of the other worker.
    if (!isAt(row, batch.from)) throw new Error('Another worker has continued this import.');
    if (refusal !== null) return this.endIn(tx, run, 'failed', refusal);
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

  private async end(run: Run, status: 'completed' | 'failed', reason: string | null): Promise<void> {
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
    { id }: Pick<Run, 'id'>,
    status: 'completed' | 'failed',
    reason: string | null,
  ): Promise<null> {
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
    return null;
  }

  /** The data rows. At the beginning of the file, the rows before them are skipped. */
  private async *dataRows(run: Run, from: CsvPlace): AsyncGenerator<CsvRow> {
    let before = from.position === 0 ? run.form.rowsBefore : 0;
    for await (const row of readRows(this.thread.parserFor(run.organizationId), this.source(run, from))) {
      if (before > 0) before -= 1;
      else yield row;
    }
  }

  private source({ organizationId, id, delimiter }: Run, from: CsvPlace) {
    return { bytes: readFile(this.tenants, organizationId, id, from.position), delimiter, from };
  }
}

function runOf(organizationId: OrganizationId, row: ImportRow, context: JobContext): Run {
  return {
    organizationId,
    id: row.id,
    runNumber: row.turn,
    kind: csvKindNamed(row.kind),
    form: row.form ?? formOfNames(row.columns),
    delimiter: row.delimiter,
    context,
    requester: row,
    until: performance.now() + RUN_MS,
  };
}

/** Whether the run must end because its time is over and other imports wait. If none does, it goes on for as long again. */
async function shouldPause(run: Run): Promise<boolean> {
  if (performance.now() < run.until) return false;
  if (await run.context.othersWait()) return true;
  run.until = performance.now() + RUN_MS;
  return false;
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
