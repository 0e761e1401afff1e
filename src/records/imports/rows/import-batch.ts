import { setImmediate } from 'node:timers/promises';
import { Problem } from '../../../platform/http/problem.js';
import { RequestPipe } from '../../../platform/http/request.pipe.js';
import type { RecordKind, Row } from '../../kind/record-kind.js';
import type { CsvPlace, CsvRow } from '../file/csv-window.js';
import type { ImportForm } from '../mapping/import-form.js';
import { refusalOfLength, refusalsOf, type RefusedRow } from './rejection.js';
import { RowConversion, type ConvertedRow, type ImportSettings } from './row-conversion.js';

/** A transaction with this number of rows takes about 0.1 s, so that a request does not wait longer for a locked row. */
const MAX_ROWS = 1_000;
const MAX_BYTES = 500_000;
/** After this number of rows, the event loop can run other work. */
const ROWS_PER_TICK = 25;

/** A row that is valid for its kind. */
export interface ValidRow extends Pick<ConvertedRow, 'owner' | 'exported'>, Pick<CsvRow, 'line' | 'cells'> {
  /** The body of the request that would create the record. */
  readonly given: Row;
}

/** The rows that are imported in one transaction. */
export interface ImportBatch {
  readonly from: CsvPlace;
  readonly to: CsvPlace;
  /** The number of rows, including the rejected ones. */
  readonly rows: number;
  readonly given: readonly ValidRow[];
  readonly refused: readonly RefusedRow[];
}

/** What the rows of a file are checked by. */
export interface RowRules {
  readonly kind: RecordKind;
  readonly form: ImportForm;
  readonly settings: ImportSettings;
}

/** Validates rows like `POST` of the kind, and groups them into batches. */
export async function* batchesOf(
  rows: AsyncIterable<CsvRow>,
  start: CsvPlace,
  rules: RowRules,
): AsyncGenerator<ImportBatch> {
  const validator = new RowValidator(rules);
  let batch = emptyBatch(start);
  for await (const row of rows) {
    const result = await validator.validate(row);
    if ('given' in result) batch.given.push(result);
    else batch.refused.push(result);
    batch = { ...batch, to: row.next, rows: batch.rows + 1 };
    if (batch.rows % ROWS_PER_TICK === 0) await setImmediate();
    if (batch.rows >= MAX_ROWS || batch.to.position - batch.from.position >= MAX_BYTES) {
      yield batch;
      batch = emptyBatch(row.next);
    }
  }
  if (batch.rows > 0) yield batch;
}

function emptyBatch(at: CsvPlace) {
  const given: ValidRow[] = [];
  const refused: RefusedRow[] = [];
  return { from: at, to: at, rows: 0, given, refused };
}

class RowValidator {
  private readonly pipe = new RequestPipe();
  private readonly conversion: RowConversion;

  constructor(private readonly rules: RowRules) {
    const { kind, form, settings } = rules;
    this.conversion = new RowConversion(kind, form, settings);
  }

  async validate({ cells, line }: CsvRow): Promise<ValidRow | RefusedRow> {
    const { kind, form } = this.rules;
    const tooLong = refusalOfLength(cells, form.columns.length);
    if (tooLong !== null) return { line, cells, refusals: [{ field: null, sentence: tooLong }] };
    const converted = this.conversion.convert(cells);
    if ('refusals' in converted) return { line, cells, refusals: converted.refusals };
    const { request, owner, exported } = converted;
    try {
      const metadata = { type: 'body', metatype: kind.createDto } as const;
      // The pipe returns an instance of the kind's DTO.
      return { line, cells, given: (await this.pipe.transform(request, metadata)) as Row, owner, exported };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { line, cells, refusals: refusalsOf(error, kind) };
    }
  }
}
