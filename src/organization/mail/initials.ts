import { plainName } from '../../platform/mail/inert-name.js';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One or two letters (or an emoji) shown for an organization without a logo: "Blue Whale Ltd" gives "BW". */
export function initialsOf(name: string): string {
  const words = plainName(name)
    .split(/[\s\-–—_/]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]+/u, ''))
    .filter((word) => word !== '');
  const first = words.slice(0, 2).map((word) => [...graphemes.segment(word)][0]?.segment ?? '');
  // Two emoji, or two characters as wide as an emoji, do not fit side by side.
  const isWide = first.some((sign) =>
    /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(
      sign,
    ),
  );
  return (isWide ? first.slice(0, 1) : first).join('').toLocaleUpperCase('en') || '·';
}
