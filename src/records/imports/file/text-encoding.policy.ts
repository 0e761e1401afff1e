/** The supported encodings of a CSV file. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The detected encoding of a file. */
export interface FileText {
  readonly encoding: Encoding;
  /** The number of bytes before the text, for the byte order mark. */
  readonly skip: number;
}

/** The bytes are not text; the message says what to do. */
export class NotText extends Error {}

/** The file has more lines than allowed. */
export class TooManyLines extends Error {}

/** The maximum number of lines, including the first one and empty ones. */
export const MAX_LINES = 1_000_000;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Bytes that are undefined in windows-1252. */
const UNDEFINED_IN_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

const SAVE_AS_UTF_8 = 'Save the file as “CSV UTF-8”.';

type ByteOrderMark = FileText & { readonly bytes: readonly number[] };

const BYTE_ORDER_MARKS: readonly ByteOrderMark[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8', skip: 3 },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le', skip: 2 },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be', skip: 2 },
];

/**
 * Detects a file's encoding and counts its lines while it is received. A byte order mark decides. Without one, the file is UTF-8
 * if all of it is valid UTF-8, or windows-1252, as Excel writes it, if hardly any of the non-ASCII bytes are. Anything between is
 * refused, because a wrong guess would replace letters without an error.
 */
export class EncodingDetector {
  private byteOrderMark: FileText | null = null;
  private head: number[] = [];
  private readonly lines = new LineCount();
  private readonly utf8 = new Utf8Scan();
  private hasNul = false;
  private hasUndefined = false;

  /** @throws TooManyLines */
  push(chunk: Buffer): void {
    this.readByteOrderMark(chunk);
    const { encoding } = this.byteOrderMark ?? {};
    if (encoding === 'utf-16le' || encoding === 'utf-16be') {
      this.lines.pushUnits(chunk, encoding);
      return;
    }
    this.hasNul ||= chunk.includes(0);
    const hasUndefined = this.utf8.push(chunk, this.lines.line);
    this.lines.pushBytes(chunk);
    this.hasUndefined ||= hasUndefined;
  }

  /** @throws NotText, TooManyLines */
  end(): FileText {
    this.lines.end();
    this.utf8.end(this.lines.line);
    const { sequences, wrong, firstWrongLine } = this.utf8;
    if (this.byteOrderMark !== null && this.byteOrderMark.encoding !== 'utf-8') return this.byteOrderMark;
    if (wrong === 0) return this.byteOrderMark ?? { encoding: 'utf-8', skip: 0 };
    if (this.hasNul) throw new NotText(`The file is not CSV. ${SAVE_AS_UTF_8}`);
    // A tenth, because two windows-1252 characters in a row, such as ß and a closing quotation mark, can be valid UTF-8.
    if (this.byteOrderMark === null && sequences * 10 <= wrong && !this.hasUndefined)
      return { encoding: 'windows-1252', skip: 0 };
    throw new NotText(`The text near line ${firstWrongLine} could not be read. ${SAVE_AS_UTF_8}`);
  }

  private readByteOrderMark(chunk: Buffer): void {
    if (this.head.length >= 3) return;
    this.head = [...this.head, ...chunk.subarray(0, 3)].slice(0, 3);
    this.byteOrderMark =
      BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, index) => this.head[index] === byte)) ?? null;
  }
}

class LineCount {
  private ends = 0;
  private previous = 0;
  private half: number | null = null;

  /** The number of the current line. */
  get line(): number {
    return this.ends + 1;
  }

  pushBytes(chunk: Buffer): void {
    for (const byte of chunk) this.add(byte);
    requireFewLines(this.ends);
  }

  /** Adds units of two bytes, which may be split between chunks. */
  pushUnits(chunk: Buffer, encoding: Encoding): void {
    for (const byte of chunk) {
      if (this.half === null) {
        this.half = byte;
        continue;
      }
      this.add(encoding === 'utf-16le' ? this.half + byte * 256 : this.half * 256 + byte);
      this.half = null;
    }
    requireFewLines(this.ends);
  }

  /** A line end at the end of the file does not begin another line. */
  end(): void {
    requireFewLines(isLineEnd(this.previous) ? this.ends : this.ends + 1);
  }

  private add(unit: number): void {
    if (isLineEnd(unit) && (unit !== LINE_FEED || this.previous !== CARRIAGE_RETURN)) this.ends += 1;
    this.previous = unit;
  }
}

function isLineEnd(unit: number): boolean {
  return unit === LINE_FEED || unit === CARRIAGE_RETURN;
}

function requireFewLines(lines: number): void {
  if (lines > MAX_LINES) throw new TooManyLines();
}

/** Counts valid UTF-8 sequences and invalid bytes, with the state machine of the Encoding Standard. */
class Utf8Scan {
  /** Valid characters of two or more bytes. */
  sequences = 0;
  /** Bytes that are not part of a valid character. */
  wrong = 0;
  firstWrongLine = 0;
  private needed = 0;
  private lower = 0x80;
  private upper = 0xbf;

  /** Returns whether the chunk has a byte that is undefined in windows-1252. `line` is the line on which it begins. */
  push(chunk: Buffer, line: number): boolean {
    let hasUndefined = false;
    const before = this.wrong;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (byte < 0x80 && this.needed === 0) continue;
      this.take(byte);
      hasUndefined ||= UNDEFINED_IN_1252.has(byte);
      if (before === 0 && this.wrong > 0 && this.firstWrongLine === 0) {
        this.firstWrongLine = line + lineEndsIn(chunk.subarray(0, index));
      }
    }
    return hasUndefined;
  }

  end(line: number): void {
    if (this.needed > 0) this.wrong += 1;
    this.needed = 0;
    if (this.wrong > 0 && this.firstWrongLine === 0) this.firstWrongLine = line;
  }

  private take(byte: number): void {
    if (this.needed > 0 && byte >= this.lower && byte <= this.upper) {
      this.lower = 0x80;
      this.upper = 0xbf;
      this.needed -= 1;
      if (this.needed === 0) this.sequences += 1;
      return;
    }
    if (this.needed > 0) this.wrong += 1;
    this.begin(byte);
  }

  private begin(byte: number): void {
    this.needed = neededAfter(byte);
    // Overlong forms, surrogates and code points beyond Unicode are not valid UTF-8.
    this.lower = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.upper = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    if (byte >= 0x80 && this.needed === 0) this.wrong += 1;
  }
}

function lineEndsIn(bytes: Buffer): number {
  return bytes.toString('latin1').match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** The number of bytes that follow the first byte of a character. */
function neededAfter(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 1;
  if (byte >= 0xe0 && byte <= 0xef) return 2;
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
}
