import { readAhead } from './read-ahead.js';
import { FILE_START, type CsvPlace, type CsvRow, type CsvWindow, type ParsedWindow } from './csv-window.js';

/** The file cannot be read as CSV; the message says what is wrong, and on which line. */
export class UnreadableCsv extends Error {}

/** Parses one window; the service uses a worker thread for it. */
export type ParseWindow = (window: CsvWindow) => Promise<ParsedWindow>;

/** Bytes parsed at a time: a few milliseconds of the thread, which other files wait for. */
const WINDOW = 32 * 1024;

export interface CsvSource {
  /** The file's bytes from `from`, in UTF-8 without a byte order mark. */
  readonly bytes: AsyncIterable<Buffer>;
  readonly delimiter: string;
  readonly from?: CsvPlace;
  /** The number of columns; if given, rows with more values are reported while counting. */
  readonly columns?: number;
}

/**
 * The rows from a place, one by one. Empty lines and rows without a value are skipped.
 *
 * @throws UnreadableCsv if a quotation mark is not closed
 */
export async function* readRows(parse: ParseWindow, source: CsvSource): AsyncGenerator<CsvRow> {
  for await (const { rows } of readAhead(parsedWindows(parse, source, 'rows'))) yield* rows;
}

/** The number of rows in a window, and the place after it. */
export interface CsvCount {
  readonly rows: number;
  readonly next: CsvPlace;
  /** The rows among them with more values than columns. */
  readonly tooLong: ParsedWindow['tooLong'];
}

/**
 * Counts the rows from a place, and yields the number of each window.
 *
 * @throws UnreadableCsv if a quotation mark is not closed
 */
export async function* countRows(parse: ParseWindow, source: CsvSource): AsyncGenerator<CsvCount> {
  for await (const { count, next, tooLong } of parsedWindows(parse, source, 'count'))
    yield { rows: count, next, tooLong };
}

async function* parsedWindows(
  parse: ParseWindow,
  { bytes, delimiter, from = FILE_START, columns }: CsvSource,
  want: CsvWindow['want'],
): AsyncGenerator<ParsedWindow> {
  let place = from;
  let rest: Buffer = Buffer.alloc(0);
  const parseRest = async (isLast: boolean): Promise<ParsedWindow> => {
    const parsed = await parse({
      bytes: rest,
      from: place,
      delimiter,
      isLast,
      want,
      ...(columns === undefined ? {} : { columns }),
    });
    rest = rest.subarray(parsed.next.position - place.position);
    place = parsed.next;
    return parsed;
  };
  for await (const slice of bytes) {
    for (let start = 0; start < slice.length; start += WINDOW) {
      rest = Buffer.concat([rest, slice.subarray(start, start + WINDOW)]);
      yield requireReadable(await parseRest(false));
    }
  }
  yield requireReadable(await parseRest(true));
}

function requireReadable(parsed: ParsedWindow): ParsedWindow {
  if (parsed.failure !== null) throw new UnreadableCsv(parsed.failure);
  return parsed;
}
