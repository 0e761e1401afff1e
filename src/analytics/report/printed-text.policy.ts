const MAX_UNBROKEN = 18;
const ZERO_WIDTH_SPACE = '\u200b';
/** Scripts whose letters join, or whose lines can break between any two characters. */
const UNBROKEN_SCRIPTS =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The number of letters of a name that are printed: a line and a half of its column. */
const MAX_LETTERS = 64;
/** The number of code units that are read; a letter may have many of them. */
const MAX_CODE_UNITS = MAX_LETTERS * 8;

/**
 * A name as it is printed. A longer one is cut, because laying it out takes time and no one reads so long a name in a
 * table.
 */
export function truncateName(name: string): string {
  if (name.length <= MAX_LETTERS) return name;
  const beginning = name.slice(0, MAX_CODE_UNITS);
  // The last letter may be incomplete, so it is left out.
  const whole = Array.from(graphemes.segment(beginning)).slice(0, beginning.length < name.length ? -1 : undefined);
  const end = whole[MAX_LETTERS]?.index ?? whole.at(-1)?.index ?? 0;
  if (whole.length <= MAX_LETTERS && beginning.length === name.length) return name;
  return `${name.slice(0, end).trimEnd()}…`;
}

/** The text, in which a part of a word that is too long for its column may break anywhere; a word breaks after its hyphens. */
export function allowBreaks(text: string): string {
  return text.replace(/[^\s-]+-?/g, (word) => {
    if (word.length <= MAX_UNBROKEN || UNBROKEN_SCRIPTS.test(word)) return word;
    const letters = Array.from(graphemes.segment(word), ({ segment }) => segment);
    return letters.join(ZERO_WIDTH_SPACE);
  });
}
