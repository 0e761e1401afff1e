import { searchKey } from '../database/name-order.js';

/** A `like` pattern that finds the text anywhere, with its wildcards taken literally; null matches everything. */
export function containsPattern(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  return `%${text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`;
}

/**
 * The condition that a text matches `:pattern` of {@link containsPattern} as every search compares: full case folding, composed
 * and decomposed letters alike, accents optional.
 */
export function matches(column: string): string {
  // In a subquery, so that the search text is folded once and not for each row.
  return `${searchKey(column)} like (select ${searchKey(':pattern::text')})`;
}

const ONE_OR_TWO_LETTERS = /^[\p{L}\p{M}\p{N}]{1,2}$/u;

/** Scripts without spaces between words, or whose names are also searched by their later syllables. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * As {@link containsPattern}, but one or two letters are searched at the beginnings of words only, after a space or one of `. @ ' (
 * _ + -`: anywhere else they would match almost everything, and no index has them.
 */
export function searchPattern(text: string | undefined): string | null {
  const isShort = text !== undefined && ONE_OR_TWO_LETTERS.test(text) && !WITHOUT_SPACES.test(text);
  return isShort ? `(^|[ .@'(_+-])${text}` : containsPattern(text);
}

/**
 * The operator that compares search keys with a pattern: a pattern that does not begin with a wildcard is a regular
 * expression.
 */
export function searchOperatorOf(pattern: string): 'like' | '~' {
  return pattern.startsWith('%') ? 'like' : '~';
}
