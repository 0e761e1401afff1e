import type { CsvRow, ParsedWindow } from './csv-window.js';

/**
 * A parsed window as it is sent between the threads. Its rows are one text: copying the objects themselves took 10 µs per row,
 * as text it takes 2 µs.
 */
export interface WindowMessage extends Omit<ParsedWindow, 'rows'> {
  /** A JSON list of {@link RowValues}. */
  readonly rows: string;
}

/** The line of a row, the position and the line of the next one, and the cells. */
type RowValues = readonly [line: number, position: number, nextLine: number, cells: readonly string[]];

/** Called in the worker thread. */
export function encodeWindow({ rows, ...rest }: ParsedWindow): WindowMessage {
  const values = rows.map(({ line, next, cells }): RowValues => [line, next.position, next.line, cells]);
  return { ...rest, rows: JSON.stringify(values) };
}

/** Called in the thread that imports. */
export function decodeWindow({ rows, ...rest }: WindowMessage): ParsedWindow {
  // Written by the function above.
  const values = JSON.parse(rows) as readonly RowValues[];
  return { ...rest, rows: values.map(toRow) };
}

function toRow([line, position, nextLine, cells]: RowValues): CsvRow {
  return { cells, line, next: { position, line: nextLine } };
}
