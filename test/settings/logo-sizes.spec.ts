import sharp from 'sharp';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { halves, png } from './support/pictures.js';
import { S3StandIn } from './support/s3-stand-in.js';
import { getLogo, upload, type ServedLogo } from './support/uploads.js';

let world: World;
let store: S3StandIn;
beforeAll(async () => {
  store = await S3StandIn.start();
  world = await World.start({
    S3_ENDPOINT: store.url,
    S3_BUCKET: 'pictures',
    S3_ACCESS_KEY_ID: 'the-id',
    S3_SECRET_ACCESS_KEY: 'the-secret',
  });
});
afterAll(async () => {
  await world.stop();
  await store.stop();
});

const at = (logoUrl: string, size: number | string): Promise<ServedLogo> =>
  getLogo(world.service.url, `${logoUrl}?size=${size}`);

/** In this size, once it has been made: a busy machine may send the whole picture first. */
async function whenMade(logoUrl: string, size: number): Promise<ServedLogo> {
  await waitFor('the smaller version', async () => isForever(await at(logoUrl, size)));
  return at(logoUrl, size);
}

const isForever = ({ headers }: ServedLogo): boolean => headers.get('cache-control')?.includes('immutable') === true;

describe('a smaller version of a logo', () => {
  it.each([
    [64, { width: 64, height: 32 }],
    [256, { width: 256, height: 128 }],
  ])('of %i pixels is a PNG of this size, also of a logo that was stored before', async (size, expected) => {
    const { owner, path } = await world.organization();
    const { logoUrl } = (await upload(owner, path, await png({ width: 800, height: 400 }))).body;
    const served = await whenMade(logoUrl, size);
    expect(await sharp(served.bytes).metadata()).toMatchObject({ format: 'png', ...expected });
    expect(served.headers.get('content-type')).toBe('image/png');
    // Nothing else is stored, and the whole picture is as it was.
    expect([...store.files.keys()].filter((key) => logoUrl.endsWith(key))).toHaveLength(1);
    expect(await sharp((await getLogo(world.service.url, logoUrl)).bytes).metadata()).toMatchObject({ width: 512 });
  });

  it('is much smaller to send', async () => {
    const { owner, path } = await world.organization();
    // Noise, which cannot be compressed.
    const noise = await sharp({
      create: {
        width: 512,
        height: 512,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    const { logoUrl } = (await upload(owner, path, noise)).body;
    const whole = await getLogo(world.service.url, logoUrl);
    const small = await whenMade(logoUrl, 64);
    expect(small.bytes.length).toBeLessThan(whole.bytes.length / 20);
  });

  it('of a picture that is not larger is the picture itself', async () => {
    const { owner, path } = await world.organization();
    const { logoUrl } = (await upload(owner, path, await png({ width: 40, height: 20 }))).body;
    const whole = await getLogo(world.service.url, logoUrl);
    expect((await whenMade(logoUrl, 256)).bytes.equals(whole.bytes)).toBe(true);
  });

  it('ends with the logo', async () => {
    const { owner, path } = await world.organization();
    const picture = await halves({ width: 300, height: 300 }).png().toBuffer();
    const { logoUrl } = (await upload(owner, path, picture)).body;
    expect((await whenMade(logoUrl, 64)).status).toBe(200);
    expect((await owner.delete(`${path}/logo`)).status).toBe(204);
    await waitFor('the logo to end', async () => (await at(logoUrl, 64)).status === 404);
  });

  it.each(['65', 'abc', '0', '64.5', ''])('has no size %p', async (size) => {
    const { owner, path } = await world.organization();
    const { logoUrl } = (await upload(owner, path, await png())).body;
    const refused = await at(logoUrl, size);
    expect(refused.status).toBe(422);
    expect(JSON.parse(refused.bytes.toString())).toMatchObject({
      code: 'validation-failed',
      errors: [{ detail: 'Choose one of 64 and 256.' }],
    });
  });
});
