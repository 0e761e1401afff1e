import type { RecordKind } from '../../kind/record-kind.js';
import { readRows, type ParseWindow } from '../file/csv-reader.js';
import { detectDateOrder } from '../rows/date.policy.js';
import { piecesOf, type ReceivedFile } from '../file/receive-file.js';
import type { ImportForm } from './import-form.js';

/** The number of rows used to detect the order of day and month of a column. */
const MAX_ROWS = 1_000;

/** Adds the order of day and month to each date column with slashes, detected from the first rows of the file. */
export async function withDateOrders(
  parse: ParseWindow,
  { csv = [] }: RecordKind,
  form: ImportForm,
  { upload, text, header: { delimiter } }: ReceivedFile,
): Promise<ImportForm> {
  const days = new Set(csv.flatMap(({ name, type, use }) => (type === 'instant' && use !== 'read-only' ? [name] : [])));
  if (!form.columns.some(({ field }) => field !== null && days.has(field))) return form;
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readRows(parse, { bytes: piecesOf(upload, text), delimiter })) {
    if (rows.push(cells) >= MAX_ROWS) break;
  }
  const columns = form.columns.map((column, index) =>
    column.field !== null && days.has(column.field)
      ? { ...column, dates: detectDateOrder(rows.map((cells) => cells[index] ?? '')) }
      : column,
  );
  return { ...form, columns };
}
