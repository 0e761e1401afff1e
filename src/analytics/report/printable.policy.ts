/** The code points that a font prints. */
interface PrintableCharacters {
  has(codePoint: number): boolean;
}

/** The printer's fonts; a letter with its accents is printed by one of them. */
export type PrinterFonts = readonly PrintableCharacters[];

/** In place of letters that no font has. */
const OMITTED = '…';
/** In place of a name of which no letter is left. */
const NO_NAME = '(name not printable)';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A name with what the fonts can print. Letters of other scripts become an ellipsis, emoji and symbols are left out; a letter that is
 * only written differently (`𝓐`, `①`) becomes the plain one, and an accent that no font has is dropped from its letter.
 */
export function printableName(name: string, fonts: PrinterFonts): string {
  if (fonts.some((font) => hasAll(font, name))) return name;
  const parts = Array.from(graphemes.segment(name), ({ segment }) => printableLetter(segment, fonts));
  if (parts.every(({ isWhole }) => isWhole)) return joined(parts);
  const text = joined(parts)
    .replace(/…[…\s]*…/g, OMITTED)
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : NO_NAME;
}

interface Part {
  readonly text: string;
  /** Whether nothing that a reader would see is left out. */
  readonly isWhole: boolean;
}

function joined(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

function printableLetter(letter: string, fonts: PrinterFonts): Part {
  // A font may have the composed form only, or the plain letter only.
  for (const form of [letter, letter.normalize('NFC'), letter.normalize('NFKC')]) {
    const font = fonts.find((each) => hasAll(each, visible(form)));
    if (font && visible(form) !== '') return { text: onlyIn(font, form), isWhole: true };
  }
  const decomposed = letter.normalize('NFKD').replaceAll('\u200d', '');
  const base = String.fromCodePoint(decomposed.codePointAt(0) ?? 0);
  const font = fonts.find((each) => visible(base) !== '' && hasAll(each, base));
  if (font) return { text: onlyIn(font, decomposed), isWhole: false };
  return { text: /[\p{L}\p{N}]/u.test(letter) ? OMITTED : '', isWhole: visible(letter) === '' };
}

/** Without what has no shape of its own, such as a variation selector; a font need not have it. */
function visible(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

function hasAll(font: PrintableCharacters, text: string): boolean {
  return Array.from(text).every((character) => font.has(character.codePointAt(0) ?? 0));
}

function onlyIn(font: PrintableCharacters, text: string): string {
  return Array.from(text)
    .filter((character) => font.has(character.codePointAt(0) ?? 0))
    .join('');
}
