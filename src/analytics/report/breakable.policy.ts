const LONGEST = 18;
const MAY_BREAK = '\u200b';
/** Scripts whose letters join, or whose lines break by themselves. */
const LEAVE_ALONE = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text, in which a word that is too long for its column may break anywhere. */
export function breakable(text: string): string {
  return text.replace(/\S+/g, (word) => {
    if (word.length <= LONGEST || LEAVE_ALONE.test(word)) return word;
    const letters = Array.from(graphemes.segment(word), ({ segment }) => segment);
    return letters.join(MAY_BREAK);
  });
}
