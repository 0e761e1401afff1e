/**
 * Texts that a spreadsheet would read as a formula, also after blanks and after apostrophes that were already there (OWASP,
 * CSV injection; full-width signs count like the narrow ones).
 */
const FORMULA = /^[\s']*[=+\-@\t\r\n＝＋－＠]/;

/**
 * Separators of cells where the list separator is not a comma: a spreadsheet that is set to semicolons or tabs splits a text
 * there, also inside quotation marks, and the part after it becomes a separate cell.
 */
const SEPARATORS = /([;\t\r\n])/;
const SEPARATOR_SIGNS = /[;\t\r\n]/;

/** A part after a separator that would be a formula; the separators in it were split off before. */
const FORMULA_PART = /^[\s']*[=+\-@＝＋－＠]/;

/** A text as it may be written to a cell: a formula gets an apostrophe before it, at the beginning and after each separator. */
export function escapeFormula(text: string): string {
  const parts = mapParts(text, (part) => (FORMULA_PART.test(part) ? `'${part}` : part));
  return FORMULA.test(text) ? `'${parts}` : parts;
}

/** The text of a cell: removes what {@link escapeFormula} added, and only that. */
export function unescapeFormula(cell: string): string {
  const text = mapParts(cell, (part) =>
    part.startsWith("'") && FORMULA_PART.test(part.slice(1)) ? part.slice(1) : part,
  );
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/** Maps the parts after each separator; the first part is the beginning of the text. */
function mapParts(text: string, map: (part: string) => string): string {
  if (!SEPARATOR_SIGNS.test(text)) return text;
  const [first = '', ...rest] = text.split(SEPARATORS);
  // Odd indexes hold the separators.
  return first + rest.map((part, index) => (index % 2 === 1 ? map(part) : part)).join('');
}
