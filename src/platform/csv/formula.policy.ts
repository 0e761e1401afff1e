/**
 * Texts that a spreadsheet would take for a formula, also behind blanks and behind apostrophes that were put there before
 * (OWASP, CSV injection; the full-width signs count like the narrow ones).
 */
const FORMULA = /^[\s']*[=+\-@\t\r\n＝＋－＠]/;

/** A text as it may stand in a cell: what would be a formula gets an apostrophe before it. */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text of a cell: takes away what {@link escapeFormula} put there, and only that. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
