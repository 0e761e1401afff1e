import { searchOperatorOf, searchPattern } from './search.js';

describe('a search pattern', () => {
  it.each([undefined, ''])('of an empty search (%p) matches everything', (text) => {
    expect(searchPattern(text)).toBeNull();
  });

  it.each(['abc', 'a b', "o'", '50%', '_', '%', '\\', '.*', '@x', '伟', '한수', 'ด'])(
    'as %s matches anywhere',
    (text) => {
      const pattern = searchPattern(text) ?? '';
      expect(pattern).toBe(`%${text.replace(/[\\%_]/g, '\\$&')}%`);
      expect(searchOperatorOf(pattern)).toBe('like');
    },
  );

  it.each(['a', 'Ab', '7', 'é', 'e\u0301', 'ß1'])('as %s matches the beginning of a word', (text) => {
    const pattern = searchPattern(text) ?? '';
    expect(searchOperatorOf(pattern)).toBe('~');
    // Postgres and JavaScript read this one in the same way.
    const expression = new RegExp(pattern, 'iu');
    for (const matching of [
      text,
      `${text}x`,
      `x ${text}`,
      `x.${text}`,
      `x@${text}`,
      `x-${text}`,
      `x'${text}`,
      `(${text}`,
      `x_${text}`,
      `x+${text}`,
    ]) {
      expect(expression.test(matching)).toBe(true);
    }
    expect(expression.test(`x${text}`)).toBe(false);
  });
});
