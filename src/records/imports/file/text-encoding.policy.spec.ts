import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { toUtf8 } from './text-decoding.js';
import { MAX_LINES, NotText, EncodingDetector, TooManyLines, type FileText } from './text-encoding.policy.js';

function slicesOf(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

function examine(bytes: Buffer, size = 7): FileText {
  const detector = new EncodingDetector();
  for (const slice of slicesOf(bytes, size)) detector.push(slice);
  return detector.end();
}

async function decoded(bytes: Buffer, size = 7): Promise<string> {
  const pieces: Buffer[] = [];
  const source = Readable.from(slicesOf(bytes, size), { objectMode: true });
  for await (const piece of toUtf8(source, examine(bytes, size))) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const TEXT = 'name;Größe\nZoë – “Müller” €\n';

describe('the encoding of a file', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(`\ufeff${TEXT}`)],
    ['utf-16le', iconv.encode(TEXT, 'utf16le', { addBOM: true })],
    ['utf-16be', iconv.encode(TEXT, 'utf16be', { addBOM: true })],
    ['windows-1252', iconv.encode(TEXT, 'win1252')],
  ])('%s is found, and read without a loss', async (encoding, bytes) => {
    for (const size of [1, 2, 3, 1_000]) {
      expect(examine(bytes, size).encoding).toBe(encoding);
      expect(await decoded(bytes, size)).toBe(TEXT);
    }
  });

  it('is windows-1252 also where two of its letters look like one of UTF-8', async () => {
    // ß and a closing quotation mark are a letter of N'Ko in UTF-8.
    const text = `${'é à ç '.repeat(4)}GROß“`;
    expect(isUtf8(iconv.encode('ß“', 'win1252'))).toBe(true);
    expect(await decoded(iconv.encode(text, 'win1252'))).toBe(text);
  });

  it.each([
    [
      'UTF-8 with a broken letter',
      Buffer.concat([Buffer.from('a\nü ü ü '), Buffer.from([0xc3]), Buffer.from('\n')]),
      'line 2',
    ],
    ['UTF-8 that breaks off', Buffer.from('ü\nü').subarray(0, -1), 'line 2'],
    ['a mark of UTF-8 before other bytes', Buffer.concat([Buffer.from('\ufeffa'), Buffer.from([0xe9])]), 'UTF-8'],
    ['a byte that windows-1252 does not have', Buffer.from([0x61, 0xe9, 0x20, 0x81]), 'UTF-8'],
    ['a workbook', Buffer.from('504b030414000600ff', 'hex'), 'not CSV'],
  ])('is refused for %s', (_what, bytes, sentence) => {
    expect(() => examine(bytes)).toThrow(NotText);
    expect(() => examine(bytes)).toThrow(sentence);
  });

  it('is refused for half a character in UTF-16', async () => {
    await expect(decoded(Buffer.concat([Buffer.from('\ufeffa\ud83d', 'utf16le')]))).rejects.toThrow(NotText);
    await expect(decoded(Buffer.from('\ufeffab', 'utf16le').subarray(0, -1))).rejects.toThrow(NotText);
  });

  it('is UTF-8 exactly where all of it is', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0x80, max: 0xff }),
      fc.constantFrom(0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (bytes, size) => {
        const file = Buffer.from(bytes);
        // A mark of UTF-16 says otherwise.
        fc.pre(!(file[0] === 0xff && file[1] === 0xfe) && !(file[0] === 0xfe && file[1] === 0xff));
        let encoding: string | null;
        try {
          ({ encoding } = examine(file, size));
        } catch {
          encoding = null;
        }
        expect(encoding === 'utf-8').toBe(isUtf8(file));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never loses a text: it is read as it was written, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), async (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        expect(await decoded(Buffer.from(text))).toBe(text);
        expect(await decoded(iconv.encode(text, 'utf16le', { addBOM: true }))).toBe(text);
      }),
    );
  });
});

describe('the lines of a file', () => {
  it.each(['\n', '\r', '\r\n'])('may be a million, ended by %j', (end) => {
    const million = Buffer.from(end.repeat(MAX_LINES));
    expect(examine(million, 65_536).encoding).toBe('utf-8');
    for (const more of [end, 'x']) {
      expect(() => examine(Buffer.concat([million, Buffer.from(more)]), 65_536)).toThrow(TooManyLines);
    }
    const wide = Buffer.from(`\ufeff${end.repeat(MAX_LINES)}`, 'utf16le');
    expect(examine(wide, 65_535).encoding).toBe('utf-16le');
    expect(() => examine(Buffer.concat([wide, Buffer.from(end, 'utf16le')]), 65_535)).toThrow(TooManyLines);
  });
});
