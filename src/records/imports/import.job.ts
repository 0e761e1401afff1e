import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { parseId, type ImportId, type OrganizationId } from '../../platform/ids/ids.js';
import { JobHandler, type JobContext, type JobPayload, type JobResult } from '../../platform/jobs/index.js';
import type { CsvColumn } from '../csv/csv-form.js';
import type { RecordKind } from '../kind/record-kind.js';
import { csvKindNamed } from '../record-kinds.js';
import { readRows, UnreadableCsv, type CsvPlace } from './csv-reader.js';
import { batchesOf, type ImportBatch } from './import-batch.js';
import { readFile } from './import-file.js';
import { holdMembers, localMoment, ownersAmong, refusalToGoOn } from './importer.js';
import { endImport, findImport, lockImport, storeProgress, storeTotal, type ImportRow } from './import-rows.js';
import { IMPORT_JOB } from './imports.service.js';
import { createRecords } from './record-creation.js';

/** An import with more bad rows is not for this kind of file; the list of them stays one that can be read. */
export const MOST_REJECTED = 10_000;
const TOO_MANY_REJECTED = `More than ${MOST_REJECTED} rows were rejected; correct the file and import the rest anew.`;

/** An import under way: what it is of, and where its file is. */
interface Run {
  readonly organizationId: OrganizationId;
  readonly id: ImportId;
  readonly kind: RecordKind;
  readonly columns: readonly CsvColumn[];
  readonly delimiter: string;
  readonly context: JobContext;
}

/**
 * Makes records from a file in batches. Each is one transaction that creates records and writes down how far the file is
 * imported, so that a killed worker's successor goes on exactly there: every good row once, and none left out.
 */
@Injectable()
export class ImportJob {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  @JobHandler('import', IMPORT_JOB)
  async run(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const id = parseId<ImportId>(payload['importId']);
    if (!organizationId || !id) return 'done';
    const row = await this.tenants.visit(organizationId, (tx) => findImport(tx, id));
    if (row?.finished_at !== null) return 'done';
    const kind = csvKindNamed(row.kind);
    const run: Run = {
      organizationId,
      id,
      kind,
      columns: row.columns.map((name) => columnNamed(kind, name)),
      delimiter: row.delimiter,
      context,
    };
    try {
      if (row.total === null) await this.count(run);
      await this.importFrom(run, row);
    } catch (error) {
      if (!(error instanceof UnreadableCsv)) throw error;
      await this.end(run, 'failed', error.message);
    }
    return 'done';
  }

  /** Reads the file once to its end before anything is imported: one that breaks off in the middle leaves nothing behind. */
  private async count(run: Run): Promise<void> {
    let rows = -1; // The first line names the columns.
    for await (const _row of this.rowsOf(run, { position: 0, line: 1 })) {
      run.context.signal.throwIfAborted();
      rows += 1;
    }
    await this.tenants.visit(run.organizationId, (tx) => storeTotal(tx, run.id, rows));
  }

  private async importFrom(run: Run, { position, line }: ImportRow): Promise<void> {
    const from = position === 0 ? await this.behindHeader(run) : { position, line };
    for await (const batch of batchesOf(this.rowsOf(run, from), from, run.kind, run.columns)) {
      run.context.signal.throwIfAborted();
      const row = await this.tenants.visit(run.organizationId, (tx) => this.importBatch(tx, run, batch));
      if (!row) return;
      run.context.progress({ total: row.total ?? 0, done: row.done + batch.rows });
    }
    await this.end(run, 'completed', null);
  }

  /** Null: the import is over. */
  private async importBatch(tx: TenantTransaction, run: Run, batch: ImportBatch): Promise<ImportRow | null> {
    const known = await findImport(tx, run.id);
    if (!known) return null;
    const members = await holdMembers(tx, known, batch.given);
    const row = await lockImport(tx, run.id);
    if (row?.finished_at !== null) return null;
    // Then this run begins anew from where the other one has come to.
    if (!isAt(row, batch.from)) throw new Error('Another worker has gone on with this import.');
    const refusal = await refusalToGoOn(tx, row, members, run.kind.edit);
    if (refusal !== null) return this.endIn(tx, run, 'failed', refusal);
    const inLocalTime = batch.given.some(({ given }) => run.kind.countsInLocalTime?.(given) ?? false);
    const rejected = await createRecords(tx, run.kind, run.columns, batch.given, {
      ...(await localMoment(tx, inLocalTime ? 'held' : 'as it is')),
      importer: row.membership_id,
      owners: ownersAmong(members),
    });
    const all = [...batch.rejected, ...rejected];
    await storeProgress(tx, run.id, batch.to, batch.rows, all);
    return row.rejected + all.length > MOST_REJECTED ? this.endIn(tx, run, 'failed', TOO_MANY_REJECTED) : row;
  }

  private async end(run: Run, status: 'completed' | 'failed', reason: string | null): Promise<void> {
    await this.tenants.visit(run.organizationId, async (tx) => {
      const row = await lockImport(tx, run.id);
      if (row?.finished_at === null) await this.endIn(tx, run, status, reason);
    });
  }

  private async endIn(
    tx: TenantTransaction,
    run: Run,
    status: 'completed' | 'failed',
    reason: string | null,
  ): Promise<null> {
    const { done, rejected, requested_by: actor } = await endImport(tx, run.id, status, reason);
    this.audit.record(tx, {
      action: `import.${status}`,
      actor,
      target: { kind: 'import', id: run.id, name: run.kind.name },
      changes: { created: { from: 0, to: done - rejected }, rejected: { from: 0, to: rejected } },
    });
    return null;
  }

  /** Where the second row of the file begins, which is the first that is imported. */
  private async behindHeader(run: Run): Promise<CsvPlace> {
    for await (const { next } of this.rowsOf(run, { position: 0, line: 1 })) return next;
    throw new UnreadableCsv('The file is empty.');
  }

  private rowsOf({ organizationId, id, delimiter }: Run, from: CsvPlace) {
    return readRows(readFile(this.tenants, organizationId, id, from.position), delimiter, from);
  }
}

/** A batch that another worker imported meanwhile, whose lease was lost, is not imported again. */
function isAt(row: ImportRow, from: CsvPlace): boolean {
  return row.position === from.position || (row.position === 0 && row.done === 0);
}

function columnNamed({ csv = [] }: RecordKind, name: string): CsvColumn {
  const column = csv.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`There is no column ${name}.`);
  return column;
}
