import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Entry } from '../../access/entry.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { invalid } from '../../platform/http/problem.js';
import type { RecordKind } from '../kind/record-kind.js';
import type { AmountUnit } from './amount.policy.js';
import { countRows, readRows, UnreadableCsv } from './csv-reader.js';
import { CsvThread } from './csv-thread.js';
import { piecesOf, receiveFile, type ReceivedFile } from './import-file.js';
import type { ImportPreviewDto } from './import.dto.js';
import { holdsMinorUnits } from './mapping.policy.js';
import { suggestedFields } from './suggestion.policy.js';

/** So many rows are shown. */
const SHOWN = 5;
/** Decimal places, or thousands between marks: nobody writes minor units so. */
const IN_UNITS = /\d[.,]\d/;

/** Shows what a file holds, before any of it is imported; nothing of it is kept. */
@Injectable()
export class ImportPreviews {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly thread: CsvThread,
  ) {}

  /** @throws 413 `body-too-large`; 422 without a file, and for what cannot be read as CSV */
  async preview(kind: RecordKind, entry: Entry, request: Request, response: Response): Promise<ImportPreviewDto> {
    await this.tenants.enter(entry);
    const file = await receiveFile(request, response);
    try {
      return await this.previewOf(kind, file);
    } catch (error) {
      throw error instanceof UnreadableCsv ? invalid({ pointer: '/file', detail: error.message }) : error;
    } finally {
      await file.upload.discard();
    }
  }

  private async previewOf(kind: RecordKind, file: ReceivedFile): Promise<ImportPreviewDto> {
    const { delimiter, headings, rowsBefore } = file.header;
    const rows = await this.firstRows(file);
    const fields = suggestedFields(kind, headings);
    const columns = headings.map((header, index) => ({
      header,
      sample: rows.map((row) => row[index] ?? '').find((cell) => cell.trim() !== '') ?? null,
      suggested: fields[index] ?? null,
    }));
    const total = (await this.count(file)) - rowsBefore;
    return { delimiter, encoding: file.text.encoding, columns, rows, total, amountUnit: amountUnitOf(columns, rows) };
  }

  /** Each with a value for every column, and for no more. */
  private async firstRows({ upload, text, header }: ReceivedFile): Promise<string[][]> {
    const { delimiter, headings, rowsBefore } = header;
    const rows: (readonly string[])[] = [];
    for await (const { cells } of readRows(this.thread.parse, { bytes: piecesOf(upload, text), delimiter })) {
      if (rows.push(cells) >= SHOWN + rowsBefore) break;
    }
    return rows.slice(rowsBefore).map((cells) => headings.map((_heading, index) => cells[index] ?? ''));
  }

  private async count({ upload, text, header: { delimiter } }: ReceivedFile): Promise<number> {
    let total = 0;
    for await (const { rows } of countRows(this.thread.parse, { bytes: piecesOf(upload, text), delimiter }))
      total += rows;
    return total;
  }
}

function amountUnitOf(columns: ImportPreviewDto['columns'], rows: readonly (readonly string[])[]): AmountUnit | null {
  if (holdsMinorUnits(columns.map(({ header, suggested }) => ({ heading: header, field: suggested })))) return 'minor';
  const index = columns.findIndex(({ suggested }) => suggested === 'amount');
  return rows.some((row) => IN_UNITS.test(row[index] ?? '')) ? 'units' : null;
}
