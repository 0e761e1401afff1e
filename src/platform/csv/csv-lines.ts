import { stringify } from 'csv-stringify/sync';

/**
 * Quotes texts that contain a separator of any common program, and texts with spaces at either end, which some
 * programs would trim.
 */
const QUOTED = /^\s|\s$|[;\t\r\n]/;

/** Lines of a CSV file (RFC 4180, UTF-8), each with its line end and separated by commas. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  return stringify([...lines], { quoted_match: QUOTED });
}
