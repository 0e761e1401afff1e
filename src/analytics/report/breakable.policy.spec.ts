import { shortened } from './breakable.policy.js';

const graphemes = (text: string): number => [...new Intl.Segmenter('en').segment(text)].length;

describe('a name in print', () => {
  it.each(['Ada Lovelace', 'W'.repeat(64), '田'.repeat(64), '👩‍👩‍👧‍👦'.repeat(5)])('stays whole: %s', (name) => {
    expect(shortened(name)).toBe(name);
  });

  it.each(['W'.repeat(65), '田'.repeat(200), 'Zoë\u0308'.repeat(80), '👩‍👩‍👧‍👦'.repeat(400), 'ab '.repeat(10_000)])(
    'is cut where it is longer, and never within a letter',
    (name) => {
      const cut = shortened(name);
      expect(graphemes(cut)).toBeLessThanOrEqual(65);
      expect(cut.endsWith('…')).toBe(true);
      const kept = cut.slice(0, -1);
      expect(name.startsWith(kept)).toBe(true);
      expect(graphemes(kept)).toBeGreaterThan(0);
    },
  );
});
