import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { deriveKey, Sealer, SealError } from './index.js';

const OLD = 'the secret of last year, long enough to pass';
const NEW = 'the secret of this year, long enough to pass';
const CONTEXT = 'letter:0197';

const sealer = (current: string, previous: string | null = null): Sealer => new Sealer({ current, previous }, 'tokens');

function reasonOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof SealError) return error.reason;
    throw error;
  }
  return 'opened';
}

describe('deriving a key', () => {
  it('gives 32 bytes, the same for the same secret and purpose', () => {
    expect(deriveKey(NEW, 'tokens')).toHaveLength(32);
    expect(deriveKey(NEW, 'tokens')).toEqual(deriveKey(NEW, 'tokens'));
  });

  it('gives another key for another purpose or secret', () => {
    const keys = [deriveKey(NEW, 'tokens'), deriveKey(NEW, 'cookies'), deriveKey(OLD, 'tokens')];
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
  });

  it('is the same in every release, so that stored values stay readable', () => {
    const fingerprint = createHash('sha256').update(deriveKey(NEW, 'tokens')).digest('hex').slice(0, 16);
    expect(fingerprint).toBe('5734e28fbb1cc47e');
  });

  it('refuses an empty secret or purpose', () => {
    expect(() => deriveKey('', 'tokens')).toThrow(RangeError);
    expect(() => deriveKey(NEW, '')).toThrow(RangeError);
  });
});

describe('sealing', () => {
  it('decrypts any encrypted value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }), (bytes, context) => {
        const plaintext = Buffer.from(bytes);
        expect(sealer(NEW).open(sealer(NEW).seal(plaintext, context), context)).toEqual(plaintext);
      }),
      { numRuns: 50 },
    );
  });

  it('encodes text as UTF-8', () => {
    expect(sealer(NEW).open(sealer(NEW).seal('Schlüssel 🗝', CONTEXT), CONTEXT).toString('utf8')).toBe('Schlüssel 🗝');
  });

  it('encrypts the same value differently each time, under the same key ID', () => {
    const first = sealer(NEW).seal('token', CONTEXT);
    const second = sealer(NEW).seal('token', CONTEXT);
    expect(first.equals(second)).toBe(false);
    expect(first.subarray(0, 4)).toEqual(second.subarray(0, 4));
    expect(first.includes('token')).toBe(false);
  });

  it('refuses another context', () => {
    const sealed = sealer(NEW).seal('token', CONTEXT);
    expect(reasonOf(() => sealer(NEW).open(sealed, 'letter:0198'))).toBe('tampered-or-wrong-context');
  });

  it('refuses another purpose', () => {
    const sealed = sealer(NEW).seal('token', CONTEXT);
    const other = new Sealer({ current: NEW, previous: null }, 'cookies');
    expect(reasonOf(() => other.open(sealed, CONTEXT))).toBe('unknown-key');
  });

  it('refuses a value with any single bit changed', () => {
    const sealed = sealer(NEW).seal('token', CONTEXT);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(reasonOf(() => sealer(NEW).open(changed, CONTEXT))).not.toBe('opened');
    }
  });

  it('refuses a value that was cut off at any length', () => {
    const sealed = sealer(NEW).seal('token', CONTEXT);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(reasonOf(() => sealer(NEW).open(sealed.subarray(0, length), CONTEXT))).not.toBe('opened');
    }
  });

  it('has nothing of the value in its error', () => {
    const sealed = sealer(NEW).seal('token', CONTEXT);
    expect(() => sealer(OLD).open(sealed, CONTEXT)).toThrow('A value cannot be decrypted: unknown-key');
  });
});

describe('rotating the secret', () => {
  it('still decrypts what the previous secret encrypted, and encrypts with the current one', () => {
    const sealedBefore = sealer(OLD).seal('token', CONTEXT);
    const rotated = sealer(NEW, OLD);
    expect(rotated.open(sealedBefore, CONTEXT).toString()).toBe('token');
    expect(sealedBefore.subarray(0, 4)).not.toEqual(rotated.keyId);

    const sealedAfter = rotated.seal('token', CONTEXT);
    expect(sealedAfter.subarray(0, 4)).toEqual(rotated.keyId);
    expect(sealer(NEW).open(sealedAfter, CONTEXT).toString()).toBe('token');
    expect(reasonOf(() => sealer(OLD).open(sealedAfter, CONTEXT))).toBe('unknown-key');
  });

  it('cannot decrypt it without the previous secret', () => {
    const sealedBefore = sealer(OLD).seal('token', CONTEXT);
    expect(reasonOf(() => sealer(NEW).open(sealedBefore, CONTEXT))).toBe('unknown-key');
  });

  it('works if both secrets are the same', () => {
    const sealed = sealer(NEW, NEW).seal('token', CONTEXT);
    expect(sealer(NEW, NEW).open(sealed, CONTEXT).toString()).toBe('token');
  });
});
