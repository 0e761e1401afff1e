import { parse } from 'csv-parse/sync';
import { CSV_OPTIONS, isBlank } from './csv-window.js';

/** What separates cells. Excel writes semicolons where the comma is the decimal point, and tabs as "text". */
export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A first line that Excel reads to learn the separator. */
const SEPARATOR_LINE = /^"?sep=(.)"?[ \t]*(?:\r\n|\n|\r|$)/i;

/** Lines before the headings that hold nothing but separators. */
const BLANK_LINES = /^(?:[ \t,;]*[\r\n])+/;

/** What the beginning of a file says. */
export interface CsvHeader {
  readonly delimiter: Delimiter;
  /** The headings as they were written, without blanks around them. */
  readonly headings: readonly string[];
  /** Rows before the first one with data: the headings, and where there is one, the line `sep=`. */
  readonly rowsBefore: 1 | 2;
}

/** Why a first line is not a header, in a sentence. */
export interface HeaderRefusal {
  readonly refusal: string;
}

const NO_HEADINGS = 'Name the columns on the first line.';

/** Reads the headings from the file's beginning. Without a line `sep=`, the separator is the one that makes most columns. */
export function readHeader(head: string): CsvHeader | HeaderRefusal {
  const separator = SEPARATOR_LINE.exec(head);
  const named = DELIMITERS.find((delimiter) => delimiter === separator?.[1]);
  if (separator && !named)
    return { refusal: 'Separate the values by commas, semicolons or tabs; "sep=" names another sign.' };
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
    return { refusal: 'The file is not text. Save it as "CSV UTF-8".' };
  }
  return { delimiter, headings, rowsBefore: separator ? 2 : 1 };
}

interface HeaderReading {
  readonly delimiter: Delimiter;
  readonly headings: readonly string[];
}

/** The separator that makes more columns; of two with as many, one that tears no quoted heading apart. */
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
