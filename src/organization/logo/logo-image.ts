import sharp, { type Metadata } from 'sharp';
import { MAX_SIDE } from './logo-size.js';

/** 16 megapixels, as many as usual photos of a phone have. */
const MAX_PIXELS = 16 * 1024 * 1024;
/** The memory of so many pixels with four channels of 8 bits each. */
const MAX_UNPACKED_BYTES = MAX_PIXELS * 4;

type Format = 'png' | 'jpeg' | 'webp';

// One picture uses one thread, and nothing of it is cached for the next one.
sharp.concurrency(1);
sharp.cache(false);

/**
 * The picture as a PNG of at most this many pixels a side, encoded again from its pixels, so that nothing else of the file is kept.
 * Data that cameras write after the end of a picture is cut off. Null for a file that is not a PNG, JPEG or WebP by its
 * content, has another document after its end (a polyglot), or would decode to too many pixels.
 */
export async function toLogo(bytes: Buffer, side = MAX_SIDE): Promise<Buffer | null> {
  const format = formatOf(bytes);
  const end = format && endOf(bytes, format);
  if (end === null || beginsDocument(bytes.subarray(end))) return null;
  try {
    const image = sharp(bytes.subarray(0, end), { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 });
    const metadata = await image.metadata();
    if (metadata.format !== format || isTooLarge(metadata)) return null;
    return await image
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch {
    // Damaged, truncated or too large to decode.
    return null;
  }
}

/** By the file's header, before anything is decoded. */
function isTooLarge({ width, height, channels, depth }: Metadata): boolean {
  const bytesPerSample = depth === 'uchar' || depth === 'char' ? 1 : depth === 'ushort' || depth === 'short' ? 2 : 8;
  const pixels = width * height;
  return pixels > MAX_PIXELS || pixels * channels * bytesPerSample > MAX_UNPACKED_BYTES;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function formatOf(bytes: Buffer): Format | null {
  if (bytes.subarray(0, 8).equals(PNG)) return 'png';
  if (bytes.length > 4 && bytes.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg';
  if (bytes.length >= 12 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') {
    return 'webp';
  }
  return null;
}

/** The end of a picture by its own format; null where the file ends before it. */
function endOf(bytes: Buffer, format: Format): number | null {
  if (format === 'png') return endOfPng(bytes);
  if (format === 'jpeg') return endOfJpeg(bytes);
  const end = bytes.readUInt32LE(4) + 8;
  return end <= bytes.length ? end : null;
}

/** Reads a PNG chunk by chunk, up to the first end. */
function endOfPng(bytes: Buffer): number | null {
  let offset = PNG.length;
  while (offset + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    offset += 12 + length;
    if (type === 'IEND') return offset <= bytes.length ? offset : null;
  }
  return null;
}

const SCAN = 0xda;
const END = 0xd9;

/** Reads a JPEG segment by segment, up to its own end. */
function endOfJpeg(bytes: Buffer): number | null {
  let offset = 2;
  while (offset + 2 <= bytes.length) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === END) return offset + 2;
    if (offset + 4 > bytes.length) return null;
    offset += 2 + bytes.readUInt16BE(offset + 2);
    if (marker === SCAN) offset = endOfScan(bytes, offset);
  }
  return null;
}

/** In a scan, 0xFF is followed by 0 or a restart marker; any other byte begins the next segment. */
function endOfScan(bytes: Buffer, from: number): number {
  let offset = from;
  while (offset + 1 < bytes.length) {
    const next = bytes[offset + 1] ?? 0;
    if (bytes[offset] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7) && next !== 0xff) return offset;
    offset += 1;
  }
  return offset;
}

/** How archives, pages and programs begin. What cameras write there is another picture, a film, or data of their own. */
// eslint-disable-next-line no-control-regex -- archives and programs are recognized by such bytes
const DOCUMENT = /^(<[a-z!?/]|%PDF-|PK\x03\x04|Rar!|7z\xbc\xaf|\x1f\x8b|MZ|\x7fELF|\xca\xfe\xba\xbe|#!)/i;
/** An archive is found from its end: programs that open it ignore what is before it. */
const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1');
const MAX_END_OF_ZIP_BYTES = 22 + 0xffff;

/** Whether the data after a picture can be opened as another kind of document. */
function beginsDocument(tail: Buffer): boolean {
  const head = tail.toString('latin1', 0, 1_000).replace(/^[\s\0]+/, '');
  return DOCUMENT.test(head) || tail.subarray(-MAX_END_OF_ZIP_BYTES).includes(END_OF_ZIP);
}
