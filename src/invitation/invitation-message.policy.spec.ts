import fc from 'fast-check';
import { normalizeMessage, refusalOfMessage } from './invitation-message.policy.js';

describe('a personal message', () => {
  it('may have several lines', () => {
    expect(refusalOfMessage('Hi Grace,\r\n\r\nsee you on Monday, e.g. at 9.30.\nAda 😀')).toBeNull();
  });

  it.each(['\t', '\u0000', '\u0007', '\u0085', '\u2028', '\u2029', '\u202e', '\u2066', '\ud800'])(
    'cannot have the character %j',
    (character) => {
      expect(refusalOfMessage(`a${character}b`)).toMatch(/^Remove control/);
    },
  );

  it('cannot have a web address, which the refusal names', () => {
    expect(refusalOfMessage('Look at example.com/path today')).toBe(
      'Leave out web addresses: “example.com/path” looks like one. If it is not one, put a space after the full stop.',
    );
    expect(refusalOfMessage(`https://${'x'.repeat(400)}`)?.length).toBeLessThan(200);
  });

  it('is stored with one kind of line break and few empty lines', () => {
    expect(normalizeMessage(' Hi,  \r\n\r\n\r\n\r\nAda\r')).toBe('Hi,\n\nAda');
  });

  it('is normalized by one call, and not refused for it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (message) => {
        const once = normalizeMessage(message);
        expect(normalizeMessage(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(message.length);
        if (refusalOfMessage(message) === null) expect(refusalOfMessage(once)).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});
