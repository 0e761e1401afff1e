import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture whose left half is red and whose right half is blue. */
export function halves({ width, height }: Size): Sharp {
  const left = Math.ceil(width / 2);
  const blue = { create: { width: width - left, height, channels: 3, background: '#00f' } } as const;
  return sharp({ create: { width, height, channels: 3, background: '#f00' } }).composite(
    width === left ? [] : [{ input: blue, left, top: 0 }],
  );
}

export const png = (size: Size = { width: 64, height: 32 }): Promise<Buffer> => halves(size).png().toBuffer();

/** One chunk of a PNG. */
export function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const END = chunk('IEND', Buffer.alloc(0));

/** A PNG of a few kilobytes that unpacks to gigabytes of black, or to nothing at all when `packed` is left out. */
export function blackPng({ width, height }: Size, packed: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', packed), END]);
}

/** The pixels of {@link blackPng}: one bit each, every line behind a byte for its filter. */
export function packedBlack({ width, height }: Size): Buffer {
  return deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
}

/** The PNG with a comment that makes it exactly `bytes` long. */
export function padded(picture: Buffer, bytes: number): Buffer {
  const filling = Buffer.alloc(bytes - picture.length - 12, 0x20);
  filling.write('Comment\0', 'latin1');
  return Buffer.concat([picture.subarray(0, -END.length), chunk('tEXt', filling), END]);
}

/** A form with these parts, as browsers send it. */
export function form(...parts: { name: string; bytes: Buffer | string; filename?: string; type?: string }[]): FormData {
  const data = new FormData();
  for (const { name, bytes, filename = 'logo.png', type = 'image/png' } of parts) {
    if (typeof bytes === 'string') data.append(name, bytes);
    else data.append(name, new Blob([new Uint8Array(bytes)], { type }), filename);
  }
  return data;
}
