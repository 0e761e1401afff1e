import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { World } from '../support/world.js';
import { waitFor } from '../support/wait.js';
import { form, padded, png } from './support/pictures.js';
import { getLogo, sendForm, upload } from './support/uploads.js';

let world: World;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'logos-'));
  world = await World.start({ DATA_DIR: dataDir });
});
afterAll(async () => {
  await world.stop();
  await rm(dataDir, { recursive: true });
});

/** The files that are kept at this moment. */
const kept = (): Promise<string[]> => readdir(join(dataDir, 'files', 'logos')).catch(() => []);

describe('the logo of an organization', () => {
  it('is public at an address that no one guesses and that never changes its content', async () => {
    const { owner, path, id } = await world.organization();
    const set = await upload(owner, path, await png());
    expect(set).toMatchObject({ status: 200, body: { id, logoUrl: expect.stringMatching(/\/logos\/[0-9a-f-]{36}$/) } });
    const { logoUrl } = set.body;
    const version = /logos\/[0-9a-f-]{14}([0-9a-f])/.exec(logoUrl)?.[1];
    expect(version).toBe('4');
    const served = await getLogo(world.service.url, logoUrl);
    expect(served.status).toBe(200);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(await sharp(served.bytes).metadata()).toMatchObject({ format: 'png', width: 64, height: 32 });
    expect((await owner.get(path)).body.logoUrl).toBe(logoUrl);
    expect((await owner.get('/me')).body.organizations).toMatchObject([{ logoUrl }]);
  });

  it('has another address after a change, and the old one ends', async () => {
    const { owner, path } = await world.organization();
    const { logoUrl: first } = (await upload(owner, path, await png())).body;
    const changed = await upload(owner, path, await png());
    expect(changed.body.logoUrl).not.toBe(first);
    expect(changed.headers.get('etag')).toBe('"3"');
    await waitFor('the old logo to end', async () => (await getLogo(world.service.url, first)).status === 404);
    expect((await getLogo(world.service.url, changed.body.logoUrl)).status).toBe(200);
    const { body } = await owner.get(`${path}/audit-events?action=organization.logo_changed`);
    expect(body.data).toMatchObject([
      { changes: { logoUrl: { from: first, to: changed.body.logoUrl } } },
      { changes: { logoUrl: { from: null, to: first } } },
    ]);
  });

  it('is removed, also twice', async () => {
    const { owner, path } = await world.organization();
    const { logoUrl } = (await upload(owner, path, await png())).body;
    for (const _time of [1, 2]) expect((await owner.delete(`${path}/logo`)).status).toBe(204);
    expect((await owner.get(path)).body.logoUrl).toBeNull();
    await waitFor('the logo to end', async () => (await getLogo(world.service.url, logoUrl)).status === 404);
    const { body } = await owner.get(`${path}/audit-events?action=organization.logo_changed`);
    expect(body.data).toHaveLength(2);
  });

  it.each(['/logos/nonsense', '/logos/019ab970-1c00-4000-8000-000000000000', '/logos/..%2f..%2fsecret'])(
    'is not at %s',
    async (path) => {
      expect(await world.anonymous.get(`/${path}`)).toMatchObject({ status: 404, body: { code: 'logo-not-found' } });
    },
  );

  it('leaves one file behind, however many uploads come at once', async () => {
    const { owner, path } = await world.organization();
    const before = await kept();
    const picture = await png();
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(owner, path, picture)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { logoUrl } = (await owner.get(path)).body;
    await waitFor('the others to be cleared away', async () => (await kept()).length === before.length + 1);
    expect(await kept()).toContain(logoUrl.split('/').at(-1));
  });
});

describe('an upload', () => {
  it('may have exactly 5 × 1024 × 1024 bytes, and not one byte more', async () => {
    const { owner, path } = await world.organization();
    const picture = await png();
    const most = 5 * 1024 * 1024;
    expect((await upload(owner, path, padded(picture, most))).status).toBe(200);
    expect(await upload(owner, path, padded(picture, most + 1))).toMatchObject({
      status: 413,
      body: { code: 'body-too-large', detail: 'This file is too large. Choose one of at most 5 MB.' },
    });
    expect(await upload(owner, path, padded(picture, 20_000_000))).toMatchObject({ status: 413 });
  });

  it.each([
    ['no file', () => form()],
    ['an empty form', () => form({ name: 'text', bytes: 'no file' })],
    ['a wrong field', () => form({ name: 'logo', bytes: Buffer.from('x') })],
    ['two files', () => form({ name: 'file', bytes: Buffer.from('x') }, { name: 'file', bytes: Buffer.from('x') })],
    ['a text as the file', () => form({ name: 'file', bytes: 'text' })],
    ['a field beside the file', () => form({ name: 'a', bytes: 'b' }, { name: 'file', bytes: Buffer.from('x') })],
  ])('of %s is refused at /file', async (_what, body) => {
    const { owner, path } = await world.organization();
    expect(await sendForm(owner, path, body())).toMatchObject({
      status: 422,
      body: { code: 'validation-failed', errors: [{ pointer: '/file' }] },
    });
  });

  it('without any body is refused at /file', async () => {
    const { owner, path } = await world.organization();
    expect(await owner.put(`${path}/logo`)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/file' }] } });
  });

  it('is multipart, and well-formed', async () => {
    const { owner, path } = await world.organization();
    const send = (type: string, body: Uint8Array | string) =>
      owner.call('PUT', `${path}/logo`, { body, headers: { 'content-type': type } });
    expect(await send('application/json', '{}')).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    });
    expect((await send('image/png', await png())).status).toBe(415);
    expect((await send('multipart/form-data', 'x')).status).toBe(400);
    const torn = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf';
    expect((await send('multipart/form-data; boundary=b', torn)).status).toBe(400);
  });

  it('of a stranger, a viewer or no one is refused before anyone looks at the picture', async () => {
    const acme = await world.organization();
    const { path } = acme;
    const [stranger, viewer] = [await world.person('Stranger'), await world.member(acme, 'viewer')];
    const before = await kept();
    for (const bytes of [await png(), Buffer.from('no picture')]) {
      expect(await upload(stranger, path, bytes)).toMatchObject({
        status: 404,
        body: { code: 'organization-not-found' },
      });
      expect(await upload(viewer, path, bytes)).toMatchObject({
        status: 403,
        body: { requiredPermission: 'settings:manage' },
      });
      expect((await upload(world.anonymous, path, bytes)).status).toBe(401);
    }
    expect(await kept()).toEqual(before);
  });

  it('is refused to those who may not send it before its type and its size are looked at', async () => {
    const acme = await world.organization();
    const { path } = acme;
    const [stranger, viewer] = [await world.person('Stranger'), await world.member(acme, 'viewer')];
    const tooLarge = form({ name: 'file', bytes: Buffer.alloc(6_000_000) });
    for (const [client, status] of [
      [world.anonymous, 401],
      [stranger, 404],
      [viewer, 403],
    ] as const) {
      const send = (type: string) =>
        client.call('PUT', `${path}/logo`, { body: 'torn', headers: { 'content-type': type } });
      const answers = [
        await send('application/json'),
        await send('multipart/form-data'),
        await sendForm(client, path, tooLarge),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
    }
  });
});

describe('the invitation email', () => {
  it('has the logo as an embedded PNG', async () => {
    const { owner, path } = await world.organization();
    const { logoUrl } = (await upload(owner, path, await png())).body;
    await owner.post(`${path}/invitations`, { email: 'logo@example.com', role: 'member' });
    const mail = await world.mailTo('logo@example.com');
    expect(mail.attachments).toMatchObject([{ contentType: 'image/png', related: true }]);
    const [attachment] = mail.attachments;
    expect(attachment?.content.equals((await getLogo(world.service.url, logoUrl)).bytes)).toBe(true);
    expect(attachment?.cid).toBe('logo@organization');
    expect(mail.html).toMatch(/<img[^>]+width="64"/);
  });
});
