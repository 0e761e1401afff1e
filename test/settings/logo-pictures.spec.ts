import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { World } from '../support/world.js';
import { blackPng, chunk, halves, packedBlack, png } from './support/pictures.js';
import { getLogo, upload } from './support/uploads.js';

let world: World;
let dataDir: string;
let acme: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'logos-'));
  world = await World.start({ DATA_DIR: dataDir });
  acme = await world.organization();
});
afterAll(async () => {
  await world.stop();
  await rm(dataDir, { recursive: true });
});

/** What becomes of a picture. */
async function made(bytes: Buffer, filename?: string, type?: string) {
  const { status, body, text } = await upload(acme.owner, acme.path, bytes, filename, type);
  if (status !== 200) throw new Error(text);
  const { bytes: logo } = await getLogo(world.service.url, body.logoUrl);
  const { data, info } = await sharp(logo).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number): number[] => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
  return { logo, metadata: await sharp(logo).metadata(), pixel };
}

const RED = [255, 0, 0];
const isRed = ([r = 0, g = 0, b = 0]: number[]): boolean => r > 200 && g < 60 && b < 60;
// A blue of four inks is a dark one.
const isBlue = ([r = 0, g = 0, b = 0]: number[]): boolean => b > 100 && b > 1.5 * Math.max(r, g);
const wide = { width: 64, height: 32 };

describe('a picture that is taken', () => {
  it.each([
    ['a PNG', () => png()],
    ['an interlaced PNG', () => halves(wide).png({ progressive: true }).toBuffer()],
    ['a PNG with a palette', () => halves(wide).png({ palette: true }).toBuffer()],
    ['a PNG of 16 bits', () => halves(wide).toColourspace('rgb16').png().toBuffer()],
    ['a JPEG', () => halves(wide).jpeg().toBuffer()],
    ['a progressive JPEG', () => halves(wide).jpeg({ progressive: true }).toBuffer()],
    ['a CMYK JPEG', () => halves(wide).toColourspace('cmyk').jpeg().toBuffer()],
    ['a WebP', () => halves(wide).webp().toBuffer()],
    ['a WebP without loss', () => halves(wide).webp({ lossless: true }).toBuffer()],
  ])('may be %s, and becomes a PNG of 8 bits in sRGB', async (_what, make) => {
    const { metadata, pixel } = await made(await make());
    expect(metadata).toMatchObject({ format: 'png', width: 64, height: 32, depth: 'uchar', space: 'srgb' });
    expect([isRed(pixel(4, 16)), isBlue(pixel(60, 16))]).toEqual([true, true]);
  });

  it.each([
    ['photo.exe', 'application/octet-stream'],
    ['logo.svg', 'image/svg+xml'],
    ['../../etc/passwd', 'text/html'],
  ])('is known by its content, called %s and said to be %s', async (filename, type) => {
    expect((await made(await png(), filename, type)).metadata.format).toBe('png');
  });

  it('keeps what is transparent', async () => {
    const clear = sharp({ create: { ...wide, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    expect((await made(await clear.png().toBuffer())).metadata).toMatchObject({ hasAlpha: true, channels: 4 });
  });

  it('of several frames becomes a still picture', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { ...wide, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(2);
    const { metadata, pixel } = await made(animated);
    expect(metadata).toMatchObject({ width: 64, height: 32 });
    expect([metadata.pages ?? 1, pixel(0, 0)]).toEqual([1, RED]);
  });

  it.each([
    [
      { width: 1, height: 1 },
      { width: 1, height: 1 },
    ],
    [
      { width: 512, height: 512 },
      { width: 512, height: 512 },
    ],
    [
      { width: 2000, height: 1000 },
      { width: 512, height: 256 },
    ],
    [
      { width: 300, height: 1200 },
      { width: 128, height: 512 },
    ],
    [
      { width: 4000, height: 2 },
      { width: 512, height: 1 },
    ],
  ])('of %j has %j then', async (before, after) => {
    expect((await made(await png(before))).metadata).toMatchObject(after);
  });

  it('is upright whatever the camera held, and tells nothing more of where it was taken', async () => {
    const photo = await halves(wide)
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .withExif({ IFD0: { Copyright: 'Someone Private' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(photo.includes('Someone Private')).toBe(true);
    const { logo, metadata, pixel } = await made(photo);
    expect(metadata).toMatchObject({ width: 32, height: 64 });
    expect([isRed(pixel(16, 4)), isBlue(pixel(16, 60))]).toEqual([true, true]);
    expect([metadata.orientation, metadata.exif, metadata.icc, metadata.xmp]).toEqual(Array(4).fill(undefined));
    expect(logo.includes('Someone Private')).toBe(false);
  });

  it('keeps nothing of a text that it had', async () => {
    const script = Buffer.from('<script>alert(1)</script>');
    const picture = await png();
    const carrying = Buffer.concat([
      picture.subarray(0, 33),
      chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), script])),
      picture.subarray(33),
    ]);
    expect((await made(carrying)).logo.includes(script)).toBe(false);
    const jpeg = await halves(wide).jpeg().toBuffer();
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), script]);
    const commented = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
    expect((await made(commented)).logo.includes(script)).toBe(false);
  });
});

const jpegOf = () => halves(wide).jpeg().toBuffer();

describe('bytes behind the end of a picture', () => {
  const gainMap = () => halves({ width: 16, height: 8 }).jpeg().toBuffer();
  const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(4_000, 9)]);
  const trailer = Buffer.concat([
    Buffer.from('\0\0\x01\x0aImage_UTC_Data1700000000000'),
    Buffer.from('SEFHk\0\0\0SEFT'),
  ]);

  it.each<[string, () => Promise<Buffer>]>([
    ['a JPEG with a smaller one behind it', async () => Buffer.concat([await jpegOf(), await gainMap()])],
    ['a JPEG with a film behind it', async () => Buffer.concat([await jpegOf(), film])],
    ['a JPEG with a maker’s trailer', async () => Buffer.concat([await jpegOf(), trailer])],
    ['a JPEG filled up with zeros', async () => Buffer.concat([await jpegOf(), Buffer.alloc(999)])],
    ['a JPEG with one byte more', async () => Buffer.concat([await jpegOf(), Buffer.from([7])])],
    [
      'a progressive JPEG with another behind it',
      async () => {
        const progressive = await halves(wide).jpeg({ progressive: true }).toBuffer();
        return Buffer.concat([progressive, progressive]);
      },
    ],
    ['a PNG with the rest of an older one', async () => Buffer.concat([await png(), (await png()).subarray(40)])],
    [
      'a WebP with a zero behind it',
      async () => Buffer.concat([await halves(wide).webp().toBuffer(), Buffer.alloc(1)]),
    ],
  ])('are cut off, as the picture is made again: %s', async (_what, make) => {
    const { logo, metadata, pixel } = await made(await make());
    expect(metadata).toMatchObject({ format: 'png', width: 64, height: 32 });
    expect([isRed(pixel(4, 16)), isBlue(pixel(60, 16))]).toEqual([true, true]);
    expect([logo.includes('ftyp'), logo.includes('Image_UTC_Data')]).toEqual([false, false]);
  });
});

describe('the pixels of a picture', () => {
  const size = { width: 4096, height: 4096 };

  it('may be 16 megapixels', async () => {
    const { metadata } = await made(blackPng(size, packedBlack(size)));
    expect(metadata).toMatchObject({ width: 512, height: 512 });
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    [
      'one line more',
      () => {
        const more = { ...size, height: size.height + 1 };
        return blackPng(more, packedBlack(more));
      },
    ],
    [
      'half as many, of four channels with 16 bits and one line more',
      () =>
        sharp({ create: { width: 4096, height: 2049, channels: 4, background: '#0000' } })
          .toColourspace('rgb16')
          .png()
          .toBuffer(),
    ],
  ])('may not be %s', async (_what, make) => {
    const answer = await upload(acme.owner, acme.path, await make());
    expect(answer).toMatchObject({ status: 422, body: { code: 'unsupported-image' } });
  });
});

const huge = { width: 50_000, height: 50_000 };
const html = Buffer.from('<html><script>alert(1)</script></html>');
const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(40), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

describe('a picture that is refused', () => {
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['an SVG behind an XML head', () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a GIF', () => halves(wide).gif().toBuffer()],
    ['an AVIF', () => halves(wide).avif().toBuffer()],
    ['a TIFF', () => halves(wide).tiff().toBuffer()],
    ['HTML', () => html],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF')],
    ['nothing', () => Buffer.alloc(0)],
    ['three bytes', () => Buffer.from([0xff, 0xd8, 0xff])],
    ['a PNG’s first bytes alone', async () => (await png()).subarray(0, 8)],
    ['a JPEG’s first and last bytes alone', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0xff, 0xd9])],
    [
      'noise behind a PNG’s first bytes',
      async () => Buffer.concat([(await png()).subarray(0, 8), Buffer.alloc(999, 7)]),
    ],
    ['a PNG with a zip behind', async () => Buffer.concat([await png(), zip])],
    ['a PNG with a second end behind', async () => Buffer.concat([await png(), html, (await png()).subarray(-12)])],
    ['a JPEG with HTML behind', async () => Buffer.concat([await jpegOf(), html])],
    [
      'a JPEG with HTML and a second end behind',
      async () => Buffer.concat([await jpegOf(), html, Buffer.from([0xff, 0xd9])]),
    ],
    ['a JPEG with a page behind zeros', async () => Buffer.concat([await jpegOf(), Buffer.alloc(64), html])],
    ['a JPEG with a zip far behind', async () => Buffer.concat([await jpegOf(), Buffer.alloc(9_000, 7), zip])],
    [
      'a JPEG with a PDF behind',
      async () => Buffer.concat([await jpegOf(), Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF')]),
    ],
    ['a WebP with HTML behind', async () => Buffer.concat([await halves(wide).webp().toBuffer(), html])],
    ['a GIF with a jar behind', async () => Buffer.concat([await halves(wide).gif().toBuffer(), zip])],
    ['half a PNG', async () => (await png({ width: 600, height: 600 })).subarray(0, 900)],
    ['a PNG whose pixels end early', () => blackPng(wide, packedBlack({ width: 64, height: 3 }))],
    ['half a JPEG', async () => (await jpegOf()).subarray(0, -20)],
    ['half a WebP', async () => (await halves(wide).webp().toBuffer()).subarray(0, 60)],
    ['the head of a PNG of 2,500 megapixels', () => blackPng(huge)],
    [
      'a small file that unpacks to 100 megapixels',
      () => {
        const size = { width: 10_000, height: 10_000 };
        return blackPng(size, packedBlack(size));
      },
    ],
  ])('is %s', async (_what, make) => {
    const before = (await acme.owner.get(acme.path)).body;
    expect(await upload(acme.owner, acme.path, await make())).toMatchObject({
      status: 422,
      body: { code: 'unsupported-image' },
    });
    expect((await acme.owner.get(acme.path)).body).toEqual(before);
  });

  it('costs no more than a moment', async () => {
    const size = { width: 30_000, height: 30_000 };
    const bomb = blackPng(size, packedBlack(size));
    expect(bomb.length).toBeLessThan(1_000_000);
    const started = Date.now();
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(acme.owner, acme.path, bomb)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(422));
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});
