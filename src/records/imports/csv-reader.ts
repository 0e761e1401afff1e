import { FILE_START, type CsvPlace, type CsvRow, type CsvWindow, type ParsedWindow } from './csv-window.js';

/** The file cannot be read as CSV; its message says what is wrong where. */
export class UnreadableCsv extends Error {}

/** Parses one window; in the service a thread does it. */
export type ParseWindow = (window: CsvWindow) => Promise<ParsedWindow>;

/** So much is parsed at a time: some milliseconds of a thread that others wait for as well. */
const WINDOW = 32 * 1024;

export interface CsvSource {
  /** The file's bytes from `from` on, in UTF-8 without a byte order mark. */
  readonly bytes: AsyncIterable<Buffer>;
  readonly delimiter: string;
  readonly from?: CsvPlace;
  /** How many columns there are, where rows with more values are to be told while counting. */
  readonly columns?: number;
}

/**
 * The rows from a place on, one by one. Empty lines and rows without a value are passed over.
 *
 * @throws UnreadableCsv for a quotation mark that is not closed
 */
export async function* readRows(parse: ParseWindow, source: CsvSource): AsyncGenerator<CsvRow> {
  for await (const { rows } of parsedWindows(parse, source, 'rows')) yield* rows;
}

/** How many rows there are up to a place. */
export interface CsvCount {
  readonly rows: number;
  readonly next: CsvPlace;
  /** Of these rows, those with more values than there are columns. */
  readonly tooLong: ParsedWindow['tooLong'];
}

/**
 * Counts the rows from a place on: after each window, how many there were in it.
 *
 * @throws UnreadableCsv for a quotation mark that is not closed
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
  const take = async (isLast: boolean): Promise<ParsedWindow> => {
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
      yield whole(await take(false));
    }
  }
  yield whole(await take(true));
}

function whole(parsed: ParsedWindow): ParsedWindow {
  if (parsed.failure !== null) throw new UnreadableCsv(parsed.failure);
  return parsed;
}
