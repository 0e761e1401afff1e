import sharp from 'sharp';

const LARGEST_SIDE = 512;
/** About 50 megapixels: a picture that unpacks to more is a bomb, or of no use at 512 pixels. */
const MOST_PIXELS = 50_000_000;

type Format = 'png' | 'jpeg' | 'webp';

/**
 * The picture as a PNG of at most 512 pixels a side, made anew from its pixels: nothing but the picture survives.
 * Null for what is no PNG, JPEG or WebP by its content, carries anything behind its end (a polyglot), or would unpack to
 * too much.
 */
export async function toLogo(bytes: Buffer): Promise<Buffer | null> {
  const format = formatOf(bytes);
  if (!format || !endsWithItself(bytes, format)) return null;
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    const metadata = await image.metadata();
    if (metadata.format !== format) return null;
    return await image
      .rotate()
      .resize({ width: LARGEST_SIDE, height: LARGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch {
    // Broken, truncated or too large to unpack.
    return null;
  }
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

function formatOf(bytes: Buffer): Format | null {
  if (bytes.subarray(0, 8).equals(PNG)) return 'png';
  if (bytes.length > 4 && bytes.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  return null;
}

/** A picture ends where its format says so; another file behind it makes it a polyglot. */
function endsWithItself(bytes: Buffer, format: Format): boolean {
  if (format === 'webp') return bytes.readUInt32LE(4) + 8 === bytes.length;
  if (format === 'jpeg') return bytes.readUInt16BE(bytes.length - 2) === 0xffd9 && !hasForeignTail(bytes);
  return bytes.subarray(-PNG_END.length).equals(PNG_END) && pngLength(bytes) === bytes.length;
}

/** The length of a PNG by its own chunks, up to the first end. */
function pngLength(bytes: Buffer): number {
  let offset = PNG.length;
  while (offset + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    offset += 12 + length;
    if (type === 'IEND') return offset;
  }
  return -1;
}

const SCAN = 0xda;
const END = 0xd9;

/** Walks a JPEG's segments to its own end; whatever follows it is not the picture's. */
function hasForeignTail(bytes: Buffer): boolean {
  let offset = 2;
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) return true;
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    offset += 2 + bytes.readUInt16BE(offset + 2);
    if (marker === SCAN) offset = endOfScan(bytes, offset);
    if (bytes[offset] === 0xff && bytes[offset + 1] === END) return offset + 2 !== bytes.length;
  }
  return true;
}

/** In a scan, 0xFF is followed by 0 or a restart marker; anything else is the next segment. */
function endOfScan(bytes: Buffer, from: number): number {
  let offset = from;
  while (offset + 1 < bytes.length) {
    const next = bytes[offset + 1] ?? 0;
    if (bytes[offset] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7) && next !== 0xff) return offset;
    offset += 1;
  }
  return offset;
}
