import { stringify } from 'csv-stringify/sync';

/** Quotes what separates in one program or another, and blanks at the ends, which some would cut off. */
const QUOTED = /^\s|\s$|[;\t\r\n]/;

/** Lines of a CSV file (RFC 4180, comma, UTF-8), each with its line end. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  return stringify([...lines], { quoted_match: QUOTED });
}
