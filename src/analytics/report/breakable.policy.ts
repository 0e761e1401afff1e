const LONGEST = 18;
const MAY_BREAK = '\u200b';
/** Scripts whose letters join, or whose lines can break between any two characters. */
const LEAVE_ALONE = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The number of letters of a name that are printed: a line and a half of its column. */
const MOST_LETTERS = 64;
/** The number of code units that are read; a letter may have many of them. */
const MOST_LOOKED_AT = MOST_LETTERS * 8;

/**
 * A name as it is printed. A longer one is cut, because laying it out takes time and no one reads so long a name in a
 * table.
 */
export function shortened(name: string): string {
  if (name.length <= MOST_LETTERS) return name;
  const looked = name.slice(0, MOST_LOOKED_AT);
  // The last letter may be incomplete, so it is left out.
  const whole = Array.from(graphemes.segment(looked)).slice(0, looked.length < name.length ? -1 : undefined);
  const end = whole[MOST_LETTERS]?.index ?? whole.at(-1)?.index ?? 0;
  if (whole.length <= MOST_LETTERS && looked.length === name.length) return name;
  return `${name.slice(0, end).trimEnd()}…`;
}

/** The text, in which a word that is too long for its column may break anywhere. */
export function breakable(text: string): string {
  return text.replace(/\S+/g, (word) => {
    if (word.length <= LONGEST || LEAVE_ALONE.test(word)) return word;
    const letters = Array.from(graphemes.segment(word), ({ segment }) => segment);
    return letters.join(MAY_BREAK);
  });
}
