/**
 * A text for a cell of a CSV file that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a
 * tabulator or a carriage return gets an apostrophe before it.
 */
export function escapeFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
