import sharp from 'sharp';
import { Client } from '../support/client.js';
import { World } from '../support/world.js';
import { waitFor } from '../support/wait.js';
import { png } from './support/pictures.js';
import { S3StandIn } from './support/s3-stand-in.js';
import { getLogo, upload } from './support/uploads.js';

let world: World;
let store: S3StandIn;
const settings = () => ({
  S3_ENDPOINT: store.url,
  S3_BUCKET: 'pictures',
  S3_ACCESS_KEY_ID: 'the-id',
  S3_SECRET_ACCESS_KEY: 'the-secret',
});
beforeAll(async () => {
  store = await S3StandIn.start();
  world = await World.start(settings());
});
beforeEach(() => {
  store.failing.clear();
});
afterAll(async () => {
  await world.stop();
  await store.stop();
});

const idOf = (logoUrl: string): string => logoUrl.split('/').at(-1) ?? '';

describe('logos in a bucket', () => {
  it('are put, got and deleted by their path, signed', async () => {
    const { owner, path } = await world.organization();
    const { logoUrl } = (await upload(owner, path, await png())).body;
    const key = `logos/${idOf(logoUrl)}`;
    expect([...store.files.keys()]).toEqual([key]);
    expect(store.files.get(key)?.type).toBe('image/png');
    const served = await getLogo(world.service.url, logoUrl);
    expect(await sharp(served.bytes).metadata()).toMatchObject({ format: 'png', width: 64 });
    expect((await owner.delete(`${path}/logo`)).status).toBe(204);
    await waitFor('the file to be deleted', () => store.files.size === 0);
    expect((await getLogo(world.service.url, logoUrl)).status).toBe(404);
    expect(store.calls).toEqual(['PUT', 'GET', 'DELETE', 'GET'].map((method) => `${method} /pictures/${key}`));
  });

  it('are seen by every process', async () => {
    const { owner, path } = await world.organization();
    const { logoUrl } = (await upload(owner, path, await png())).body;
    const other = await world.startAnotherProcess();
    const served = await getLogo(other.url, logoUrl);
    await other.stop();
    expect(served.status).toBe(200);
  });
});

describe('a bucket that fails', () => {
  it.each([500, 503, 403, 404, 'hang up'] as const)(
    'at PUT with %s changes nothing, and says what to do',
    async (failure) => {
      const { owner, path } = await world.organization();
      const { logoUrl } = (await upload(owner, path, await png())).body;
      const before = await owner.get(path);
      store.failing.set('PUT', failure);
      const refused = await upload(owner, path, await png());
      expect(refused).toMatchObject({ status: 503, body: { code: 'file-store-unavailable' } });
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      expect(refused.text).not.toContain('127.0.0.1');
      const after = await owner.get(path);
      expect([after.body, after.headers.get('etag')]).toEqual([before.body, before.headers.get('etag')]);
      const { body } = await owner.get(`${path}/audit-events?action=organization.logo_changed`);
      expect(body.data).toHaveLength(1);
      store.failing.clear();
      expect((await getLogo(world.service.url, logoUrl)).status).toBe(200);
      expect((await upload(owner, path, await png())).status).toBe(200);
    },
  );

  it.each([500, 403, 'hang up'] as const)(
    'at GET with %s is distinguished from a logo that does not exist',
    async (failure) => {
      const { owner, path } = await world.organization();
      const { logoUrl } = (await upload(owner, path, await png())).body;
      store.failing.set('GET', failure);
      const served = await getLogo(world.service.url, logoUrl);
      expect([served.status, served.headers.get('cache-control')]).toEqual([503, 'no-store']);
      store.failing.clear();
      expect((await getLogo(world.service.url, logoUrl)).status).toBe(200);
    },
  );

  it('at DELETE does not keep the organization from taking its logo away', async () => {
    const { owner, path } = await world.organization();
    await upload(owner, path, await png());
    store.failing.set('DELETE', 500);
    expect((await owner.delete(`${path}/logo`)).status).toBe(204);
    expect((await owner.get(path)).body.logoUrl).toBeNull();
    expect((await upload(owner, path, await png())).status).toBe(200);
  });

  it('holds an invitation email back until the logo can be had, and loses none', async () => {
    const { owner, path } = await world.organization();
    await upload(owner, path, await png());
    store.failing.set('GET', 500);
    const asked = store.calls.length;
    await owner.post(`${path}/invitations`, { email: 'late@example.com', role: 'member' });
    await waitFor('the email to be tried', () => store.calls.length > asked);
    store.failing.clear();
    expect((await world.mailTo('late@example.com')).attachments).toHaveLength(1);
  });

  it('with another bucket’s name refuses the upload', async () => {
    const { owner, path } = await world.organization();
    const other = await world.startAnotherProcess({ S3_BUCKET: 'elsewhere' });
    const refused = await upload(new Client(other.url, owner.token), path, await png());
    await other.stop();
    expect(refused).toMatchObject({ status: 503 });
    expect((await owner.get(path)).body.logoUrl).toBeNull();
  });
});
