import { parse } from 'csv-parse/sync';
import type { CsvColumn } from '../csv/csv-form.js';
import { CSV_OPTIONS } from './csv-reader.js';

/** Excel writes semicolons where the comma is the decimal point. */
const DELIMITERS = [',', ';'] as const;

/** What the first line of a file says. */
export interface CsvHeader {
  readonly delimiter: string;
  /** The names of the columns, all known and each there once. */
  readonly columns: readonly string[];
}

/** What is wrong with the first line, in sentences. */
export interface HeaderRefusal {
  readonly refusals: readonly string[];
}

/** Reads the first line from the file's beginning. The delimiter is the one that makes more columns of it. */
export function readHeader(head: string, columns: readonly CsvColumn[]): CsvHeader | HeaderRefusal {
  const readings = DELIMITERS.map((delimiter) => ({ delimiter, columns: firstLine(head, delimiter) }));
  const [first, second] = readings;
  const header = second && first && second.columns.length > first.columns.length ? second : first;
  const refusals = header ? refusalsOf(header.columns, columns) : [];
  return refusals.length > 0 || !header ? { refusals } : header;
}

function firstLine(head: string, delimiter: string): string[] {
  try {
    const [names = []] = parse(head, { ...CSV_OPTIONS, delimiter, bom: true, to: 1 });
    return names.map((name) => name.trim());
  } catch {
    return [];
  }
}

function refusalsOf(names: readonly string[], columns: readonly CsvColumn[]): string[] {
  if (names.every((name) => name === '')) return ['Name the columns on the first line.'];
  const known = columns.map(({ name }) => name);
  const unknown = [...new Set(names.filter((name) => !known.includes(name)))];
  const doubled = [...new Set(names.filter((name, index) => known.includes(name) && names.indexOf(name) !== index))];
  const missing = columns.filter(({ name, use }) => use === 'required' && !names.includes(name));
  return [
    ...(unknown.length > 0
      ? [`There is no such column: ${unknown.slice(0, 10).map(shown).join(', ')}. There are ${known.join(', ')}.`]
      : []),
    ...doubled.map((name) => `Name the column ${name} once.`),
    ...missing.map(({ name }) => `The column ${name} is missing.`),
  ];
}

/** A name that somebody wrote, which may be a whole line of something else. */
function shown(name: string): string {
  return JSON.stringify(name.length > 50 ? `${name.slice(0, 50)}…` : name);
}
