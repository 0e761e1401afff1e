import { CsvError, parse } from 'csv-parse/sync';

/** A place in a file: the first byte, or the beginning of a later line. */
export interface CsvPlace {
  /** The number of bytes before it. */
  readonly position: number;
  /** The number of the line that begins there; the first line is 1. */
  readonly line: number;
}

/** The beginning of a file. */
export const FILE_START: CsvPlace = { position: 0, line: 1 };

export interface CsvRow {
  readonly cells: readonly string[];
  /** The line on which it begins; quoted text may span several lines. */
  readonly line: number;
  /** Where the next row begins. */
  readonly next: CsvPlace;
}

/** A part of a file that begins at the beginning of a row. It is parsed independently of the parts before it. */
export interface CsvWindow {
  readonly bytes: Uint8Array;
  readonly from: CsvPlace;
  readonly delimiter: string;
  /** Whether it is the end of the file; otherwise its last row may continue in the next window. */
  readonly isLast: boolean;
  /** With `count`, cells are not sent between the threads, because that would be most of the work. */
  readonly want: 'rows' | 'count';
  /** The number of columns; if given, rows with more values are reported while counting. */
  readonly columns?: number;
}

export interface ParsedWindow {
  /** Empty if only the count was requested. */
  readonly rows: readonly CsvRow[];
  readonly count: number;
  /** The rows with more values than columns; empty if the number of columns was not given. */
  readonly tooLong: readonly Pick<CsvRow, 'line' | 'cells'>[];
  /** Where the next window must begin. */
  readonly next: CsvPlace;
  /** What is wrong with the row that begins there; null: nothing. */
  readonly failure: string | null;
}

/** A longer row means that a quotation mark is not closed. The same limit as for the body of a request. */
const MAX_ROW_LENGTH = 100_000;

/** Options of the parser, for the header and the rows. */
export const CSV_OPTIONS = {
  // Not detected by the library, because files that were concatenated contain several.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // A quotation mark within a text that does not begin with one is an ordinary character.
  relax_quotes: true,
  // Otherwise a megabyte of line ends would create a million objects.
  skip_empty_lines: true,
  max_record_size: MAX_ROW_LENGTH,
};

/** Whether a row is blank, as spreadsheets write them below a table: it is not counted and not imported. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** The number of values of a row. Blank cells after the last column are not counted. */
export function valuesIn(cells: readonly string[], columns: number): number {
  let values = cells.length;
  while (values > columns && cells[values - 1]?.trim() === '') values -= 1;
  return values;
}

/** Parses the complete rows of a window. The rest of it belongs to the next window. */
export function parseWindow({ bytes, from, delimiter, isLast, want, columns }: CsvWindow): ParsedWindow {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = new LinePlaces(buffer, from);
  const rows: CsvRow[] = [];
  const tooLong: Pick<CsvRow, 'line' | 'cells'>[] = [];
  let count = 0;
  const failure = parseAll(buffer, delimiter, (cells, end) => {
    // The row, or its line end, may continue in the next window.
    if (!isLast && end >= buffer.length) return;
    const line = places.skipEmptyLines();
    const next = places.moveTo(end);
    if (isBlank(cells)) return;
    count += 1;
    if (columns !== undefined && valuesIn(cells, columns) > columns) tooLong.push({ cells, line });
    if (want === 'rows') rows.push({ cells, line, next });
  });
  const line = places.skipEmptyLines();
  const next = places.place();
  return { rows, count, tooLong, next, failure: failureOf(failure, line, isLast) };
}

function parseAll(
  buffer: Buffer,
  delimiter: string,
  onRecord: (cells: readonly string[], end: number) => void,
): string | null {
  try {
    parse(buffer, {
      ...CSV_OPTIONS,
      delimiter,
      on_record: (record: unknown, { bytes }) => {
        // Without the option `columns`, a record is a list of texts.
        onRecord(record as string[], bytes);
        return null;
      },
    });
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code;
  }
}

function failureOf(code: string | null, line: number, isLast: boolean): string | null {
  if (code === null || (code === 'CSV_QUOTE_NOT_CLOSED' && !isLast)) return null;
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
    return `The row that begins on line ${line} does not end within 100 kB. Check whether a quotation mark is not closed.`;
  }
  return `The row that begins on line ${line} cannot be read as CSV. Correct it.`;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Counts the lines of a window. The parser's own count counts Windows line ends within quotation marks twice. */
class LinePlaces {
  private offset = 0;
  private line: number;

  constructor(
    private readonly buffer: Buffer,
    private readonly from: CsvPlace,
  ) {
    this.line = from.line;
  }

  place(): CsvPlace {
    return { position: this.from.position + this.offset, line: this.line };
  }

  /** Moves to the next line with content and returns its number. Stops at a line end that may continue in the next window. */
  skipEmptyLines(): number {
    for (;;) {
      const byte = this.buffer[this.offset];
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) return this.line;
      const isPair = byte === CARRIAGE_RETURN && this.buffer[this.offset + 1] === LINE_FEED;
      const end = this.offset + (isPair ? 2 : 1);
      if (byte === CARRIAGE_RETURN && end >= this.buffer.length && !isPair) return this.line;
      this.offset = end;
      this.line += 1;
    }
  }

  moveTo(end: number): CsvPlace {
    while (this.offset < end) {
      const byte = this.buffer[this.offset];
      this.offset += 1;
      if (byte === LINE_FEED) this.line += 1;
      else if (byte === CARRIAGE_RETURN && this.buffer[this.offset] !== LINE_FEED) this.line += 1;
    }
    return this.place();
  }
}
