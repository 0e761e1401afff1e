import fc from 'fast-check';
import { MAX_TOP_UP } from '../dto/credits.dto.js';
import { creditsIn } from './top-up.policy.js';

describe('the credits of a checkout', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_TOP_UP }), (credits) => {
        expect(creditsIn({ credits: String(credits) })).toBe(credits);
      }),
    );
  });

  it.each([
    ...[
      '1e3',
      '0x10',
      ' 5 ',
      '5.0',
      '+5',
      '-5',
      '0',
      '05',
      '',
      '٥',
      '1_000',
      '1,000',
      'NaN',
      'Infinity',
      '0b11',
      '5\n',
    ],
    String(MAX_TOP_UP + 1),
    '9'.repeat(30),
  ])('are not guessed from %p', (credits) => {
    expect(creditsIn({ credits })).toBeNull();
  });

  it('are none without metadata', () => {
    expect([creditsIn(null), creditsIn({})]).toEqual([null, null]);
  });

  it('are always the number that the digits say', () => {
    fc.assert(
      fc.property(fc.string(), (credits) => {
        const read = creditsIn({ credits });
        expect(read === null || String(read) === credits).toBe(true);
      }),
    );
  });
});
