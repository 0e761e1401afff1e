/**
 * The form of a text.
 *
 * - `name`: of people, organizations and keys. One line in NFC, several blanks folded to one, without control,
 *   invisible and text-direction characters.
 * - `line`: any other text of one line. As a name, but direction marks, which mixed scripts need, are allowed.
 * - `text`: several lines, kept exactly as entered.
 * - `search`: a search text. One line in NFC; any separator of words counts as one blank, and it may be empty.
 */
export type TextForm = 'name' | 'line' | 'text' | 'search';

/** The form of a text and how long it may be, in Unicode code points as Postgres' `char_length` counts them. */
export interface TextRule {
  readonly form: TextForm;
  readonly max: number;
  /** The minimum: 1 by default, and 0 for a search text. */
  readonly min?: number;
}

/** Controls, line and paragraph separators, and the characters that change the text direction of what follows. */
const NOT_IN_A_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/**
 * In addition, invisible characters that could make two names look the same. The joiners U+200C and U+200D are allowed:
 * Persian and emoji need them; so are variation selectors and the tag characters of flags.
 */
const NOT_IN_A_NAME = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** Letters, digits, punctuation and symbols; marks and format characters alone are not visible. */
const MAY_BE_VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Those of them that are shown as blank: Unicode says so of the Hangul fillers and similar characters
 * (Default_Ignorable_Code_Point), but not of the blank Braille pattern, the null notehead and the blanks among the
 * hieroglyphs.
 */
const BLANK = /[\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\u{13441}\u{13442}]/u;

/** What is folded to one blank. A line end in a line is more likely an error than a blank, so it is refused. */
const BLANKS: Readonly<Record<Exclude<TextForm, 'text'>, RegExp>> = {
  search: /[\p{White_Space}\p{Cc}\ufeff]+/gu,
  name: /\p{White_Space}+/gu,
  line: /\p{Zs}+/gu,
};

/** The number of code points, as `char_length` of Postgres counts them. */
export function codePointsOf(text: string): number {
  return Array.from(text).length;
}

/** Whether the text has a visible character. */
export function isVisible(text: string): boolean {
  for (const character of text) if (MAY_BE_VISIBLE.test(character) && !BLANK.test(character)) return true;
  return false;
}

/** The text in the one form in which it is stored and compared. Idempotent: a second call changes nothing. */
export function normalizeText(text: string, form: TextForm): string {
  if (form === 'text') return text;
  return text.normalize('NFC').replace(BLANKS[form], ' ').trim();
}

/** A name in the one form in which names are stored and compared. */
export function normalizeName(name: string): string {
  return normalizeText(name, 'name');
}

/** The error of a normalized text, as a sentence for people; null if it is valid. */
export function refusalOfText(text: string, rule: TextRule): string | null {
  const { form, max } = rule;
  const min = rule.min ?? (form === 'search' ? 0 : 1);
  const length = codePointsOf(text);
  if (length < min || length > max) return lengthSentence(min, max);
  if (form === 'search') return null;
  if (length > 0 && !isVisible(text)) return 'Enter a text with at least one visible character.';
  if (form === 'line' && NOT_IN_A_LINE.test(text)) return 'Remove control and text-direction characters.';
  if (form === 'name' && NOT_IN_A_NAME.test(text)) return 'Remove control, invisible and text-direction characters.';
  return null;
}

function lengthSentence(min: number, max: number): string {
  const most = max.toLocaleString('en-US');
  return min === 0 ? `Use at most ${most} characters.` : `Enter ${min} to ${most} characters.`;
}

/**
 * A name from another system, converted into a valid one: characters that a name may not have become blanks, and it is cut to
 * `max` code points. Empty if nothing visible is left.
 */
export function fitName(name: string, max: number): string {
  const line = name.replace(new RegExp(NOT_IN_A_NAME, 'gu'), ' ');
  const cut = Array.from(normalizeName(line)).slice(0, max).join('');
  const fit = normalizeName(cut);
  return isVisible(fit) ? fit : '';
}
