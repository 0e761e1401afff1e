import fc from 'fast-check';
import { isCanonicalToken } from './canonical-token.js';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 70 });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

it('accepts exactly one encoding of the three decoded parts', () => {
  fc.assert(
    fc.property(bytes, bytes, bytes, (...parts) => {
      const written = parts.map((part) => Buffer.from(part).toString('base64url'));
      expect(isCanonicalToken(written.join('.'))).toBe(true);
      const last = written[2] ?? '';
      const decoded = Buffer.from(last, 'base64url');
      const others = Array.from(LETTERS, (letter) => last.slice(0, -1) + letter).filter((text) => text !== last);
      const same = others.filter((text) => Buffer.from(text, 'base64url').equals(decoded));
      for (const text of [...same, `${last}=`, `${last}==`, ` ${last}`]) {
        expect(isCanonicalToken([written[0], written[1], text].join('.'))).toBe(false);
      }
    }),
  );
});

it.each(['a.b.c==', 'YQ.YQ.YR', 'YQ==.YQ.YQ', 'Y/Q.YQ.YQ'])('refuses %s', (token) => {
  expect(isCanonicalToken(token)).toBe(false);
});
