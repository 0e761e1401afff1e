/**
 * Texts that a spreadsheet would take for a formula, also behind blanks and behind apostrophes that were put there before
 * (OWASP, CSV injection; the full-width signs count like the narrow ones).
 */
const FORMULA = /^[\s']*[=+\-@\t\r\n＝＋－＠]/;

/**
 * What separates cells where the list separator is no comma: a spreadsheet that is set to semicolons or tabs splits a text
 * there, whatever quotation marks stand around the whole of it, and the part behind becomes a cell of its own.
 */
const SEPARATORS = /([;\t\r\n])/;
const SEPARATOR_SIGNS = /[;\t\r\n]/;

/** A part behind a separator that would be a formula; the separators in it were split away before. */
const FORMULA_PART = /^[\s']*[=+\-@＝＋－＠]/;

/**
 * A text as it may be written to a cell: what would be a formula gets an apostrophe before it, at the beginning and behind
 * each separator.
 */
export function escapeFormula(text: string): string {
  const parts = mapParts(text, (part) => (FORMULA_PART.test(part) ? `'${part}` : part));
  return FORMULA.test(text) ? `'${parts}` : parts;
}

/** The text of a cell: takes away what {@link escapeFormula} put there, and only that. */
export function unescapeFormula(cell: string): string {
  const text = mapParts(cell, (part) =>
    part.startsWith("'") && FORMULA_PART.test(part.slice(1)) ? part.slice(1) : part,
  );
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/** Maps the parts behind each separator; the first part is that of the whole text. */
function mapParts(text: string, map: (part: string) => string): string {
  if (!SEPARATOR_SIGNS.test(text)) return text;
  const [first = '', ...rest] = text.split(SEPARATORS);
  // Odd places hold the separators.
  return first + rest.map((part, index) => (index % 2 === 1 ? map(part) : part)).join('');
}
