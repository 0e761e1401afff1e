/** A pattern for `like` that finds the text anywhere, its wildcards taken literally; null finds everything. */
export function containing(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  return `%${text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`;
}

const ONE_OR_TWO_LETTERS = /^[\p{L}\p{M}\p{N}]{1,2}$/u;

/** Scripts without spaces between words, or whose names are sought by their later syllables, too. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * As {@link containing}, but one or two letters are sought at the beginnings of words alone, behind a space or one of
 * `. @ ' ( _ + -`: anywhere they would be in almost everything, and no index knows them there.
 */
export function soughtIn(text: string | undefined): string | null {
  const isShort = text !== undefined && ONE_OR_TWO_LETTERS.test(text) && !WITHOUT_SPACES.test(text);
  return isShort ? `(^|[ .@'(_+-])${text}` : containing(text);
}

/** By which operator search keys are compared with a pattern's: what begins with no wildcard is a regular expression. */
export function operatorOf(pattern: string): 'like' | '~' {
  return pattern.startsWith('%') ? 'like' : '~';
}
