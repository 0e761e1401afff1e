import { parse } from 'csv-parse/sync';
import { CSV_OPTIONS, isBlank } from './csv-window.js';

/** Separators of cells. Excel writes semicolons in locales with a decimal comma, and tabs in its "text" format. */
const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A first line with which Excel declares the separator. */
const SEPARATOR_LINE = /^"?sep=(.)"?[ \t]*(?:\r\n|\n|\r|$)/i;

/** Lines before the headings that contain only separators. */
const BLANK_LINES = /^(?:[ \t,;]*[\r\n])+/;

/** The separator and headings of a file. */
export interface CsvHeader {
  readonly delimiter: Delimiter;
  /** The headings as in the file, without surrounding spaces. */
  readonly headings: readonly string[];
  /** Rows before the first data row: the headings, and the line `sep=` if there is one. */
  readonly rowsBefore: 1 | 2;
}

/** Why the first line is not valid, in a sentence. */
export interface HeaderRefusal {
  readonly refusal: string;
}

const NO_HEADINGS = 'The first line has no column names. Add them.';

/** Reads the headings. Without a line `sep=`, the separator that results in the most columns is used. */
export function readHeader(head: string): CsvHeader | HeaderRefusal {
  const separator = SEPARATOR_LINE.exec(head);
  const named = DELIMITERS.find((delimiter) => delimiter === separator?.[1]);
  if (separator && !named)
    return { refusal: 'The separator named by “sep=” is not supported. Use commas, semicolons or tabs.' };
  const text = (separator ? head.slice(separator[0].length) : head).replace(BLANK_LINES, '');
  const readings = (named ? [named] : DELIMITERS).map((delimiter) => ({
    delimiter,
    headings: firstRow(text, delimiter),
  }));
  const [first, ...others] = readings;
  if (!first) return { refusal: NO_HEADINGS };
  const { delimiter, headings } = others.reduce((best, next) => (isBetter(next, best) ? next : best), first);
  if (headings.length === 0) return { refusal: NO_HEADINGS };
  if (headings.some((heading) => heading.includes('\0'))) {
    return { refusal: 'The file is not text. Save it as “CSV UTF-8”.' };
  }
  return { delimiter, headings, rowsBefore: separator ? 2 : 1 };
}

interface HeaderReading {
  readonly delimiter: Delimiter;
  readonly headings: readonly string[];
}

/** More columns are better; with the same number, the separator that does not split a quoted heading. */
function isBetter({ headings: next }: HeaderReading, { headings: best }: HeaderReading): boolean {
  return next.length === best.length ? quotesIn(next) < quotesIn(best) : next.length > best.length;
}

function quotesIn(headings: readonly string[]): number {
  return headings.filter((heading) => heading.includes('"')).length;
}

function firstRow(text: string, delimiter: Delimiter): string[] {
  try {
    const [row = []] = parse(text, { ...CSV_OPTIONS, delimiter, to: 1 });
    return isBlank(row) ? [] : row.map((heading) => heading.trim());
  } catch {
    return [];
  }
}
