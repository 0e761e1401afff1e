import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** Where the reading of a file begins: at its first byte, or behind a line that was read before. */
export interface CsvPlace {
  /** Bytes before it. */
  readonly position: number;
  /** The number of the line that begins there; the file's first is 1. */
  readonly line: number;
}

export interface CsvRow {
  readonly cells: readonly string[];
  /** The line on which it begins; a quoted text may stretch over several. */
  readonly line: number;
  /** Where the next one begins. */
  readonly next: CsvPlace;
}

/** The file cannot be read as CSV; its message says what is wrong where. */
export class UnreadableCsv extends Error {}

/** A line longer than this is a quotation mark that is never closed. As large as the body of a request. */
const LONGEST_ROW = 100_000;
const LINE_END = /\r\n|\n|\r/g;

/** How both readers, of the header and of the rows, take the file. */
export const CSV_OPTIONS = {
  // Not found out by the library: files that were put together have several.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // A quotation mark within a text that does not begin with one is one.
  relax_quotes: true,
  max_record_size: LONGEST_ROW,
};

/** What the parser hands out with `info`, which its types do not tell. */
interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number };
}

/**
 * The rows from a place on, one by one, from bytes that begin there. Empty lines are passed over.
 *
 * @throws UnreadableCsv for a quotation mark that is not closed
 */
export async function* readRows(
  bytes: AsyncIterable<Buffer>,
  delimiter: string,
  from: CsvPlace = { position: 0, line: 1 },
): AsyncGenerator<CsvRow> {
  let parsed = from.line;
  const parser = parse({
    ...CSV_OPTIONS,
    delimiter,
    info: true,
    bom: from.position === 0,
    // The rows before one that cannot be read may never come out, and are counted here.
    on_record: (item) => {
      parsed += linesOf((item as unknown as ParsedRow).record);
      return item;
    },
  });
  // What fails in between comes out of the parser.
  pipeline(bytes, parser, () => undefined);
  let { line } = from;
  try {
    for await (const item of parser) {
      const { record, info } = item as ParsedRow;
      const next = { position: from.position + info.bytes, line: line + linesOf(record) };
      if (record.length > 1 || record[0] !== '') yield { cells: record, line, next };
      ({ line } = next);
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableCsv(sentenceOf(error, parsed)) : error;
  }
}

/** Counted here: the parser counts the line ends of Windows twice within quotes. */
function linesOf(record: readonly string[]): number {
  return record.reduce((lines, cell) => lines + (cell.match(LINE_END)?.length ?? 0), 1);
}

function sentenceOf({ code }: CsvError, line: number): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
    return `The row that begins on line ${line} does not end within 100 kB; a quotation mark is not closed there.`;
  }
  return `The row that begins on line ${line} cannot be read as CSV.`;
}
