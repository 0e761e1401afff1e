import { setImmediate } from 'node:timers/promises';
import { Problem } from '../../platform/http/problem.js';
import { RequestPipe } from '../../platform/http/request.pipe.js';
import type { RecordKind, Row } from '../kind/record-kind.js';
import type { CsvPlace, CsvRow } from './csv-window.js';
import type { ImportForm } from './import-form.js';
import { refusalOfLength, refusalsOf, type RefusedRow } from './rejection.js';
import { RowConversion, type ConvertedRow, type ImportSettings } from './row-conversion.js';

/** Few enough rows for a transaction of about a tenth of a second, so that no request waits longer for one of its rows. */
const MOST_ROWS = 500;
const MOST_BYTES = 500_000;
/** After so many rows everybody else in the process gets a turn. */
const TURN = 25;

/** A row that its kind's validators let through. */
export interface GivenRow extends Pick<ConvertedRow, 'owner' | 'exported'>, Pick<CsvRow, 'line' | 'cells'> {
  /** The body of the request that would create it. */
  readonly given: Row;
}

/** What one transaction imports. */
export interface ImportBatch {
  readonly from: CsvPlace;
  readonly to: CsvPlace;
  /** How many rows, the rejected ones included. */
  readonly rows: number;
  readonly given: readonly GivenRow[];
  readonly refused: readonly RefusedRow[];
}

/** How the rows of a file are checked. */
export interface Judgement {
  readonly kind: RecordKind;
  readonly form: ImportForm;
  readonly settings: ImportSettings;
}

/** Checks rows by the validators of `POST` of the kind, and combines them into batches. */
export async function* batchesOf(
  rows: AsyncIterable<CsvRow>,
  start: CsvPlace,
  judgement: Judgement,
): AsyncGenerator<ImportBatch> {
  const judge = new RowJudge(judgement);
  let batch = emptyBatch(start);
  for await (const row of rows) {
    const verdict = await judge.judge(row);
    if ('given' in verdict) batch.given.push(verdict);
    else batch.refused.push(verdict);
    batch = { ...batch, to: row.next, rows: batch.rows + 1 };
    if (batch.rows % TURN === 0) await setImmediate();
    if (batch.rows >= MOST_ROWS || batch.to.position - batch.from.position >= MOST_BYTES) {
      yield batch;
      batch = emptyBatch(row.next);
    }
  }
  if (batch.rows > 0) yield batch;
}

function emptyBatch(at: CsvPlace) {
  const given: GivenRow[] = [];
  const refused: RefusedRow[] = [];
  return { from: at, to: at, rows: 0, given, refused };
}

class RowJudge {
  private readonly pipe = new RequestPipe();
  private readonly conversion: RowConversion;

  constructor(private readonly judgement: Judgement) {
    const { kind, form, settings } = judgement;
    this.conversion = new RowConversion(kind, form, settings);
  }

  async judge({ cells, line }: CsvRow): Promise<GivenRow | RefusedRow> {
    const { kind, form } = this.judgement;
    const tooLong = refusalOfLength(cells, form.columns.length);
    if (tooLong !== null) return { line, cells, refusals: [{ field: null, sentence: tooLong }] };
    const converted = this.conversion.convert(cells);
    if ('refusals' in converted) return { line, cells, refusals: converted.refusals };
    const { request, owner, exported } = converted;
    try {
      const metadata = { type: 'body', metatype: kind.createDto } as const;
      // The pipe answers an instance of the kind's DTO.
      return { line, cells, given: (await this.pipe.transform(request, metadata)) as Row, owner, exported };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { line, cells, refusals: refusalsOf(error, kind) };
    }
  }
}
