import { truncateName } from './printed-text.policy.js';

const graphemes = (text: string): string[] => [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);

describe('a name in print', () => {
  it.each(['Ada Lovelace', 'W'.repeat(64), '田'.repeat(64), '👩‍👩‍👧‍👦'.repeat(5)])('is not broken: %s', (name) => {
    expect(truncateName(name)).toBe(name);
  });

  it.each(['W'.repeat(65), '田'.repeat(200), 'Zoë\u0308'.repeat(80), '👩‍👩‍👧‍👦'.repeat(400), 'ab '.repeat(10_000)])(
    'is cut when it is longer, and never within a letter',
    (name) => {
      const cut = truncateName(name);
      expect(cut.endsWith('…')).toBe(true);
      const kept = graphemes(cut.slice(0, -1));
      expect(kept.length).toBeLessThanOrEqual(64);
      expect(kept.length).toBeGreaterThan(40);
      expect(kept).toEqual(graphemes(name).slice(0, kept.length));
    },
  );
});
