import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { parseId, type ImportId, type OrganizationId } from '../../platform/ids/ids.js';
import { errorCode, errorPlaces } from '../../platform/jobs/error-code.js';
import { JobGivenUp, JobHandler, type JobContext, type JobPayload, type JobResult } from '../../platform/jobs/index.js';
import { logger } from '../../platform/logging/logger.js';
import type { RecordKind } from '../kind/record-kind.js';
import { csvKindNamed } from '../record-kinds.js';
import { countRows, readRows, UnreadableCsv } from './csv-reader.js';
import { CsvThread } from './csv-thread.js';
import { FILE_START, type CsvPlace, type CsvRow } from './csv-window.js';
import { isPassing } from './database-refusal.policy.js';
import { batchesOf, type ImportBatch } from './import-batch.js';
import { ImportFiles } from './import-files.service.js';
import { formOfNames, type ImportForm } from './import-form.js';
import { readFile } from './import-pieces.js';
import { IMPORT_JOB, ImportQueue } from './import-queue.js';
import { holdMembers, localMoment, refusalToGoOn } from './importer.js';
import {
  endImport,
  findImporter,
  forgetTry,
  lockImport,
  storeCounted,
  storeProgress,
  storeTotal,
  type ImportRow,
} from './import-rows.js';
import { OwnerBook } from './owner-book.js';
import { createRecords } from './record-creation.js';
import { RejectionWords } from './rejection.js';

/** An import with more rejected rows fails, so that the list of them stays readable. */
export const MOST_REJECTED = 10_000;
const TOO_MANY_REJECTED = `More than ${MOST_REJECTED} rows were rejected. Correct the file and import the rest again.`;

const KEPT_FAILING =
  'The import kept failing for a day and was stopped. Rows imported so far are kept; import the rest again.';

/** After this time, the imports of other organizations run first. */
const TURN_MS = 2_000;
/** Runs without progress, after which the import fails. */
const MOST_TRIES = 5;

/** A running import. */
interface Run {
  readonly organizationId: OrganizationId;
  readonly id: ImportId;
  readonly turn: number;
  readonly kind: RecordKind;
  readonly form: ImportForm;
  readonly delimiter: string;
  readonly context: JobContext;
  /** When other organizations run first, by the clock of this process. */
  readonly until: number;
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
  ) {}

  @JobHandler('import', IMPORT_JOB)
  async run(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const id = parseId<ImportId>(payload['importId']);
    const turn = Number(payload['turn'] ?? 0);
    if (!organizationId || !id) return 'done';
    const row = await this.tenants.visit(organizationId, (tx) => this.queue.begin(tx, id, turn));
    if (!row) return 'done';
    const run = runOf(organizationId, row, context);
    // If the process was killed in every run, only this check ends the import.
    if (row.tries > MOST_TRIES) await this.end(run, 'failed', tooManyTries(row));
    else await this.attempt(run, row);
    await this.deleteFileOfEnded(organizationId, id);
    return 'done';
  }

  /** Ends the import as failed with the reason, and begins the organization's next one. */
  @JobGivenUp('import', IMPORT_JOB)
  async giveUp(payload: JobPayload, context: JobContext): Promise<void> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const id = parseId<ImportId>(payload['importId']);
    const turn = Number(payload['turn'] ?? 0);
    if (!organizationId || !id) return;
    await this.tenants.visit(organizationId, async (tx) => {
      const row = await lockImport(tx, id);
      // If the turn differs, another job continues the import.
      if (row?.turn === turn) await this.endIn(tx, row, 'failed', KEPT_FAILING);
    });
    await this.deleteFileOfEnded(organizationId, id);
  }

  private async attempt(run: Run, row: ImportRow): Promise<void> {
    try {
      if (row.total !== null || (await this.count(run, row))) await this.importFrom(run, row);
    } catch (error) {
      if (error instanceof UnreadableCsv) await this.end(run, 'failed', error.message);
      else await this.tryAgain(run, error);
    }
  }

  /** Retries temporary errors without a limit; any other error only a few times for the same part of the file. */
  private async tryAgain(run: Run, error: unknown): Promise<void> {
    if (run.context.signal.aborted || isPassing(error)) {
      await this.tenants.visit(run.organizationId, (tx) => forgetTry(tx, run.id));
      throw error;
    }
    const isGivenUp = await this.tenants.visit(run.organizationId, (tx) => this.giveUpAfterTries(tx, run, MOST_TRIES));
    if (!isGivenUp) throw error;
    const { id: importId, organizationId } = run;
    // Only the code of the error, because the database's message may contain values of the file.
    logger.error(
      { importId, organizationId, error: errorCode(error), at: errorPlaces(error) },
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
   * Reads the whole file before anything is imported, so that nothing of a truncated file is imported. Returns whether there are
   * rows to import now.
   */
  private async count(run: Run, { counted }: ImportRow): Promise<boolean> {
    let { rows, position, line } = counted ?? { rows: 0, ...FILE_START };
    for await (const window of countRows(
      this.thread.parserFor(run.organizationId),
      this.source(run, { position, line }),
    )) {
      run.context.signal.throwIfAborted();
      rows += window.rows;
      ({ position, line } = window.next);
      if (performance.now() < run.until) continue;
      const place = { rows, position, line };
      await this.tenants.visit(run.organizationId, (tx) => storeCounted(tx, run.id, place));
      await this.handOver(run);
      return false;
    }
    const total = Math.max(0, rows - run.form.rowsBefore);
    await this.tenants.visit(run.organizationId, (tx) => storeTotal(tx, run.id, total));
    if (total > 0) return true;
    await this.end(run, 'completed', null);
    return false;
  }

  private async importFrom(run: Run, { position, line }: ImportRow): Promise<void> {
    const from = { position, line };
    const { kind, form } = run;
    const { organization } = await this.tenants.visit(run.organizationId, (tx) => localMoment(tx, 'as it is'));
    for await (const batch of batchesOf(this.dataRows(run, from), from, { kind, form, settings: organization })) {
      run.context.signal.throwIfAborted();
      const row = await this.tenants.visit(run.organizationId, (tx) => this.importBatch(tx, run, batch));
      if (!row) return;
      run.context.progress({ total: row.total ?? 0, done: row.done + batch.rows });
      if (performance.now() > run.until) {
        await this.handOver(run);
        return;
      }
    }
    await this.end(run, 'completed', null);
  }

  private async handOver({ organizationId, id, turn }: Run): Promise<void> {
    await this.tenants.visit(organizationId, (tx) => this.queue.handOver(tx, { id, turn }));
  }

  /** Null: the import has ended. */
  private async importBatch(tx: TenantTransaction, run: Run, batch: ImportBatch): Promise<ImportRow | null> {
    const importer = await findImporter(tx, run.id);
    if (!importer) return null;
    const owners = await OwnerBook.read(
      tx,
      batch.given.flatMap(({ owner }) => owner ?? []),
    );
    const members = await holdMembers(tx, importer, owners);
    owners.hold(members);
    const row = await lockImport(tx, run.id);
    if (!row) return null;
    // The next run continues from the progress of the other worker.
    if (!isAt(row, batch.from)) throw new Error('Another worker has continued this import.');
    const refusal = await refusalToGoOn(tx, row, run.kind.edit);
    if (refusal !== null) return this.endIn(tx, run, 'failed', refusal);
    const inLocalTime = batch.given.some(({ given }) => run.kind.countsInLocalTime?.(given) ?? false);
    const refused = await createRecords(tx, run.kind, batch.given, {
      ...(await localMoment(tx, inLocalTime ? 'held' : 'as it is')),
      importer: row.membership_id,
      owners,
      isExport: run.form.isExport,
    });
    const words = new RejectionWords(run.kind, run.form);
    const rejected = [...batch.refused, ...refused].map((one) => words.rejectionOf(one));
    await storeProgress(tx, run.id, batch.to, batch.rows, rejected);
    return row.rejected + rejected.length > MOST_REJECTED ? this.endIn(tx, run, 'failed', TOO_MANY_REJECTED) : row;
  }

  private async end(run: Run, status: 'completed' | 'failed', reason: string | null): Promise<void> {
    await this.tenants.visit(run.organizationId, async (tx) => {
      const row = await lockImport(tx, run.id);
      if (row) await this.endIn(tx, run, status, reason);
    });
  }

  /** In separate transactions, so that ending an import does not take longer with a larger file. */
  private async deleteFileOfEnded(organizationId: OrganizationId, id: ImportId): Promise<void> {
    const unfinished = await this.tenants.visit(organizationId, (tx) => findImporter(tx, id));
    if (!unfinished) await this.files.delete(organizationId, id);
  }

  private async endIn(
    tx: TenantTransaction,
    { id }: Pick<Run, 'id'>,
    status: 'completed' | 'failed',
    reason: string | null,
  ): Promise<null> {
    const { kind, done, rejected, requested_by: actor } = await endImport(tx, id, status, reason);
    this.audit.record(tx, {
      action: `import.${status}`,
      actor,
      target: { kind: 'import', id, name: kind },
      changes: { created: { from: 0, to: done - rejected }, rejected: { from: 0, to: rejected } },
    });
    await this.queue.beginNext(tx);
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
    turn: row.turn,
    kind: csvKindNamed(row.kind),
    form: row.form ?? formOfNames(row.columns),
    delimiter: row.delimiter,
    context,
    until: performance.now() + TURN_MS,
  };
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
