import * as fc from 'fast-check';
import { matchesVersion } from './answer.js';

describe('If-Match', () => {
  it.each(['*', ' * ', '"7"', 'W/"7"', '"6", "7"', 'W/"6",W/"7"', '"6" , W/"7" ', ', "7",', '"a,b", "7"', '\t"7"'])(
    'matches version 7: %s',
    (ifMatch) => {
      expect(matchesVersion(ifMatch, 7)).toBe(true);
    },
  );

  it.each([
    '',
    ' ',
    '7',
    'w/"7"',
    'W/7',
    'W/ "7"',
    '"6"',
    'W/"6"',
    '"77"',
    '"7',
    '7"',
    '"07"',
    '" 7"',
    '"a,"7",b"',
    '"7" "8"',
    '*, "6"',
    '"6", *',
    "'7'",
    '"7";q=1',
  ])('does not match version 7: %s', (ifMatch) => {
    expect(matchesVersion(ifMatch, 7)).toBe(false);
  });

  const tag = fc.tuple(fc.boolean(), fc.nat(20)).map(([weak, version]) => ({ weak, version }));
  const written = ({ weak, version }: { weak: boolean; version: number }): string => `${weak ? 'W/' : ''}"${version}"`;

  it('matches exactly the versions in a list, weak or strong', () => {
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1, maxLength: 5 }), fc.nat(20), (tags, version) => {
        const isThere = tags.some((each) => each.version === version);
        expect(matchesVersion(tags.map(written).join(', '), version)).toBe(isThere);
      }),
    );
  });

  it('of any text takes time proportional to its length', () => {
    const began = performance.now();
    for (const text of [',', ' ', '"1"', 'W/"1",', '"1" ', ' ,']) matchesVersion(`${text.repeat(8_000)}x`, 7);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
