import { CsvError, parse } from 'csv-parse/sync';

/** A place in a file: at its first byte, or behind a line that was read before. */
export interface CsvPlace {
  /** Bytes before it. */
  readonly position: number;
  /** The number of the line that begins there; the file's first is 1. */
  readonly line: number;
}

/** The beginning of a file. */
export const FILE_START: CsvPlace = { position: 0, line: 1 };

export interface CsvRow {
  readonly cells: readonly string[];
  /** The line on which it begins; a quoted text may stretch over several. */
  readonly line: number;
  /** Where the next one begins. */
  readonly next: CsvPlace;
}

/** A part of a file that begins where a row begins. It is parsed without knowledge of the parts before it. */
export interface CsvWindow {
  readonly bytes: Uint8Array;
  readonly from: CsvPlace;
  readonly delimiter: string;
  /** Whether the file ends with it; else its last row may go on in the next part. */
  readonly isLast: boolean;
  /** Counting hands no cells over, which would be the larger part of the work. */
  readonly want: 'rows' | 'count';
  /** How many columns there are, where rows with more values are to be told while counting. */
  readonly columns?: number;
}

export interface ParsedWindow {
  /** Empty where only the count was asked for. */
  readonly rows: readonly CsvRow[];
  readonly count: number;
  /** The rows that have more values than there are columns; empty where the number of columns was not given. */
  readonly tooLong: readonly Pick<CsvRow, 'line' | 'cells'>[];
  /** Where the next window has to begin. */
  readonly next: CsvPlace;
  /** What is wrong with the row that begins there; null: nothing so far. */
  readonly failure: string | null;
}

/** A row that is longer is a quotation mark that is never closed. As large as the body of a request. */
export const LONGEST_ROW = 100_000;

/** How both readers, of the header and of the rows, take the file. */
export const CSV_OPTIONS = {
  // Not found out by the library: files that were put together have several.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // A quotation mark within a text that does not begin with one is a character like others.
  relax_quotes: true,
  // Without a record for each: a megabyte of line ends would be a million objects.
  skip_empty_lines: true,
  max_record_size: LONGEST_ROW,
};

/** Whether a row has nothing in it, as spreadsheets write them below a table: it is not counted and not imported. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** How many values a row has: as many as there are columns, and more where it has values behind them. Blank ones are none. */
export function valuesIn(cells: readonly string[], columns: number): number {
  let values = cells.length;
  while (values > columns && cells[values - 1]?.trim() === '') values -= 1;
  return values;
}

/** Parses the complete rows of a window. The rest of it belongs to the next one. */
export function parseWindow({ bytes, from, delimiter, isLast, want, columns }: CsvWindow): ParsedWindow {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = new LinePlaces(buffer, from);
  const rows: CsvRow[] = [];
  const tooLong: Pick<CsvRow, 'line' | 'cells'>[] = [];
  let count = 0;
  const failure = parseAll(buffer, delimiter, (cells, end) => {
    // Its end may be in the next part, or the second half of its line end.
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
        // Without the option `columns` a record is a list of texts.
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
    return `The row that begins on line ${line} does not end within 100 kB; a quotation mark is not closed there.`;
  }
  return `The row that begins on line ${line} cannot be read as CSV.`;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Counts lines along a window. The parser's own count takes the line ends of Windows twice within quotation marks. */
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

  /** Goes on to where something is, and answers its line. A line end that may go on in the next window stays. */
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
