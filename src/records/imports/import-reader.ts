import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { countRows, readRows, type CsvCount, type CsvSource } from './file/csv-reader.js';
import { CsvThread } from './file/csv-thread.js';
import type { CsvPlace, CsvRow } from './file/csv-window.js';
import { readAhead } from './file/read-ahead.js';
import type { ImportRun } from './import-run.js';
import { batchesOf, type ImportBatch } from './rows/import-batch.js';
import type { ImportSettings } from './rows/row-conversion.js';
import { readFile } from './storage/import-pieces.js';

/** Reads the file of a running import from any place in it. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly thread: CsvThread,
  ) {}

  /**
   * Counts the rows from a place, window by window.
   *
   * @throws UnreadableCsv if a quotation mark is not closed
   */
  count(run: ImportRun, from: CsvPlace): AsyncGenerator<CsvCount> {
    return countRows(this.thread.parserFor(run.organizationId), this.source(run, from));
  }

  /**
   * The rows from a place in batches, read with these settings. The next batch is read while one is imported.
   *
   * @throws UnreadableCsv if a quotation mark is not closed
   */
  batches(run: ImportRun, from: CsvPlace, settings: ImportSettings): AsyncGenerator<ImportBatch> {
    const { kind, form } = run;
    return readAhead(batchesOf(this.dataRows(run, from), from, { kind, form, settings }));
  }

  /** The data rows. At the beginning of the file, the rows before them are skipped. */
  private async *dataRows(run: ImportRun, from: CsvPlace): AsyncGenerator<CsvRow> {
    let before = from.position === 0 ? run.form.rowsBefore : 0;
    for await (const row of readRows(this.thread.parserFor(run.organizationId), this.source(run, from))) {
      if (before > 0) before -= 1;
      else yield row;
    }
  }

  private source({ organizationId, id, delimiter }: ImportRun, from: CsvPlace): CsvSource {
    return { bytes: readFile(this.tenants, organizationId, id, from.position), delimiter, from };
  }
}
