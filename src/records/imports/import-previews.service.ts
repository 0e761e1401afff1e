import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { invalid } from '../../platform/http/problem.js';
import { requestEnded } from '../../platform/http/request-context.js';
import type { RecordKind } from '../kind/record-kind.js';
import type { AmountUnit } from './rows/amount.policy.js';
import { countRows, readRows, UnreadableCsv, type ParseWindow } from './file/csv-reader.js';
import { CsvThread } from './file/csv-thread.js';
import { piecesOf, receiveFile, type ReceivedFile } from './file/receive-file.js';
import type { ImportPreviewDto, PreviousImportDto, RejectedLineDto } from './import.dto.js';
import { hasMinorUnits } from './mapping/mapping.policy.js';
import { refusalOfLength } from './rows/rejection.js';
import { suggestedFields } from './mapping/suggestion.policy.js';

/** The number of rows in a preview. */
const PREVIEWED_ROWS = 5;
/** The number of reported rows with too many values. */
const MAX_REPORTED = 100;
/** Decimals or thousands separators, which amounts in minor units do not have. */
const IN_UNITS = /\d[.,]\d/;

/** Previews a file before it is imported. Nothing is stored. */
@Injectable()
export class ImportPreviews {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly thread: CsvThread,
  ) {}

  /** @throws 413 `body-too-large`; 422 without a file, and if it cannot be read as CSV */
  async preview(
    kind: RecordKind,
    auth: AuthorizedContext,
    request: Request,
    response: Response,
  ): Promise<ImportPreviewDto> {
    await this.tenants.authorize(auth);
    const file = await receiveFile(request, response);
    try {
      const parse = this.thread.parserFor(auth.organizationId, requestEnded());
      return { ...(await previewOf(kind, file, parse)), previousImport: await this.previousOf(kind, auth, file) };
    } catch (error) {
      throw error instanceof UnreadableCsv ? invalid({ pointer: '/file', detail: error.message }) : error;
    } finally {
      await file.upload.discard();
    }
  }

  /** An import that created nothing is ignored, because importing its file again does not create duplicates. */
  private async previousOf(
    kind: RecordKind,
    auth: AuthorizedContext,
    { hash }: ReceivedFile,
  ): Promise<PreviousImportDto | null> {
    const [row] = await this.tenants.read<PreviousImportDto>(auth, {
      text: `select id, status, done - rejected as created, created_at as "createdAt" from import
             where organization_id = $1 and file_hash = $2 and kind = $3 and (finished_at is null or done > rejected)
             order by id desc limit 1`,
      values: [auth.organizationId, hash, kind.name],
    });
    return row ?? null;
  }
}

function amountUnitOf(columns: ImportPreviewDto['columns'], rows: readonly (readonly string[])[]): AmountUnit | null {
  if (hasMinorUnits(columns.map(({ header, suggested }) => ({ heading: header, field: suggested })))) return 'minor';
  const index = columns.findIndex(({ suggested }) => suggested === 'amount');
  return rows.some((row) => IN_UNITS.test(row[index] ?? '')) ? 'units' : null;
}

async function previewOf(
  kind: RecordKind,
  file: ReceivedFile,
  parse: ParseWindow,
): Promise<Omit<ImportPreviewDto, 'previousImport'>> {
  const { delimiter, headings, rowsBefore } = file.header;
  const rows = await firstRows(file, parse);
  const fields = suggestedFields(kind, headings);
  const columns = headings.map((header, index) => ({
    header,
    sample: rows.map((row) => row[index] ?? '').find((cell) => cell.trim() !== '') ?? null,
    suggested: fields[index] ?? null,
  }));
  const { total, rejected } = await readToEnd(file, parse);
  return {
    delimiter,
    encoding: file.text.encoding,
    columns,
    rows,
    total: total - rowsBefore,
    rejected,
    amountUnit: amountUnitOf(columns, rows),
  };
}

/** The first rows, each with exactly one value per column. */
async function firstRows({ upload, text, header }: ReceivedFile, parse: ParseWindow): Promise<string[][]> {
  const { delimiter, headings, rowsBefore } = header;
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readRows(parse, { bytes: piecesOf(upload, text), delimiter })) {
    if (rows.push(cells) >= PREVIEWED_ROWS + rowsBefore) break;
  }
  return rows.slice(rowsBefore).map((cells) => headings.map((_heading, index) => cells[index] ?? ''));
}

/** Counts the rows, and collects those that are rejected with any mapping. */
async function readToEnd({ upload, text, header: { delimiter, headings } }: ReceivedFile, parse: ParseWindow) {
  const source = { bytes: piecesOf(upload, text), delimiter, columns: headings.length };
  const rejected: RejectedLineDto[] = [];
  let total = 0;
  for await (const { rows, tooLong } of countRows(parse, source)) {
    total += rows;
    for (const { line, cells } of tooLong.slice(0, MAX_REPORTED - rejected.length)) {
      rejected.push({ line, detail: refusalOfLength(cells, headings.length) ?? '' });
    }
  }
  return { total, rejected };
}
