import { createHash } from 'node:crypto';
import type { Answer } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

const make = ({ owner, path }: Acme, body: object = {}): Promise<Answer> =>
  owner.post(`${path}/api-keys`, { name: 'CRM import', role: 'member', ...body });
const list = async ({ owner, path }: Acme): Promise<Answer['body'][]> =>
  (await owner.get(`${path}/api-keys`)).body.data;

describe('an API key', () => {
  it('is shown once and kept as its SHA-256 only', async () => {
    const acme = await world.organization();
    const made = await make(acme);
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'CRM import', role: 'member', createdBy: { name: 'Owner' }, expiresAt: null, lastUsedAt: null },
    });
    const { key, ...shown } = made.body;
    expect(key).toMatch(/^clz_[\w-]{64}$/);
    expect(Buffer.from(key.slice(4), 'base64url').subarray(0, 16).toString('hex')).toBe(acme.id.replaceAll('-', ''));
    expect(await list(acme)).toEqual([shown]);
    const { rows } = await world.database.admin.query('select * from api_key where organization_id = $1', [acme.id]);
    expect(rows[0].key_hash.equals(createHash('sha256').update(key).digest())).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(key.slice(30));
    expect((await world.bearer(key).get(acme.path)).status).toBe(200);
  });

  it('is told apart by its last characters, and is listed after it was revoked', async () => {
    const acme = await world.organization();
    const { owner, path } = acme;
    const [crm, site] = [(await make(acme)).body, (await make(acme, { name: 'Web site' })).body];
    expect(crm.keyEnd).toBe(crm.key.slice(-4));
    await owner.delete(`${path}/api-keys/${crm.id}`);
    const names = async (query: string) =>
      ((await owner.get(`${path}/api-keys?${query}`)).body.data as Answer['body'][]).map(({ name, revokedAt }) => [
        name,
        revokedAt !== null,
      ]);
    expect(await names('')).toEqual([['Web site', false]]);
    expect(await names('status=revoked')).toEqual([['CRM import', true]]);
    expect(await names('status=active,revoked&q=IMPORT')).toEqual([['CRM import', true]]);
    expect(await names(`q=${String(site.keyEnd)}`)).toEqual([['Web site', false]]);
    // An expired one is among those that are not revoked, and can be listed alone.
    expect(await names('status=expired')).toEqual([]);
    await world.database.admin.query(
      `update api_key set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where id = $1`,
      [site.id],
    );
    expect(await names('status=expired')).toEqual([['Web site', false]]);
    expect(await names('')).toEqual([['Web site', false]]);
    expect(await names('status=expired,revoked')).toHaveLength(2);
    // As every search compares.
    await make(acme, { name: 'Straße' });
    expect(await names('q=STRASSE')).toEqual([['Straße', false]]);
    expect((await owner.get(`${path}/api-keys?status=lost`)).body.errors).toMatchObject([{ pointer: '/status' }]);
  });

  it('is replayed under its Idempotency-Key without the key itself', async () => {
    const { owner, path } = await world.organization();
    const once = () => owner.post(`${path}/api-keys`, { name: 'K', role: 'viewer' }, { 'idempotency-key': 'one-key' });
    const { key, ...rest } = (await once()).body;
    const again = await once();
    expect([again.status, again.headers.get('idempotent-replayed'), again.body]).toEqual([201, 'true', rest]);
    const { rows } = await world.database.admin.query('select body from idempotency_record');
    expect(JSON.stringify(rows)).not.toContain(key);
    expect((await owner.get(`${path}/api-keys`)).body.data).toHaveLength(1);
  });

  it.each([
    ['/name', { name: '' }],
    ['/name', { name: 'x'.repeat(101) }],
    ['/name', { name: 'a\u202eb' }],
    ['/role', { role: 'owner' }],
    ['/role', { role: undefined }],
    ['/expiresAt', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['/expiresAt', { expiresAt: '2030-02-30T00:00:00Z' }],
    ['/expiresAt', { expiresAt: '2030-01-01' }],
    ['/expiresAt', { expiresAt: '2030-01-01T00:00:00' }],
    ['/expiresAt', { expiresAt: '2030-W05-1T00:00:00Z' }],
    ['/expiresAt', { expiresAt: '2030-123T00:00:00Z' }],
    ['/expiresAt', { expiresAt: '0000-01-01T00:00:00Z' }],
    ['/expiresAt', { expiresAt: 1_900_000_000 }],
    ['/scopes', { scopes: [] }],
  ])('is refused at %s for %j', async (pointer, body) => {
    expect(await make(await world.organization(), body)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer }] },
    });
  });

  it.each([
    ['2030-01-01T00:00:00Z', '2030-01-01T00:00:00.000Z'],
    ['2030-01-01T01:00:00.5+01:00', '2030-01-01T00:00:00.500Z'],
    ['2030-01-01T23:00:00+23:00', '2030-01-01T00:00:00.000Z'],
  ])('may end by itself at %s', async (expiresAt, shownAs) => {
    expect(await make(await world.organization(), { expiresAt })).toMatchObject({
      status: 201,
      body: { expiresAt: shownAs },
    });
  });

  it('ends by itself at its time', async () => {
    const acme = await world.organization();
    const { key, id } = (await make(acme, { expiresAt: '2030-01-01T00:00:00Z' })).body;
    expect((await world.bearer(key).get(acme.path)).status).toBe(200);
    await world.database.admin.query('update api_key set expires_at = clock_timestamp() where id = $1', [id]);
    expect((await world.bearer(key).get(acme.path)).status).toBe(401);
  });

  it('tells when it was last used, right to the minute', async () => {
    const acme = await world.organization();
    const { key } = (await make(acme)).body;
    await world.bearer(key).get(acme.path);
    const used = await waitFor(
      'the last use to be shown',
      async () => (await list(acme))[0].lastUsedAt as string | null,
    );
    expect(Math.abs(Date.now() - Date.parse(used))).toBeLessThan(60_000);
  });

  it('is revoked at once, in every process and everywhere', async () => {
    const [acme, foreign] = [await world.organization(), await world.organization()];
    const { key, id } = (await make(acme, { role: 'admin' })).body;
    const other = await world.startAnotherProcess();
    try {
      const callers = [world.bearer(key), Object.assign(world.bearer(key), { baseUrl: other.url })];
      for (const caller of callers) expect((await caller.get(acme.path)).status).toBe(200);
      expect((await acme.owner.delete(`${acme.path}/api-keys/${id}`)).status).toBe(204);
      const paths = [acme.path, foreign.path, '/me', '/organizations', '/me/invitations', `${acme.path}/members`];
      for (const caller of callers) {
        for (const path of paths) expect([path, (await caller.get(path)).status]).toEqual([path, 401]);
      }
    } finally {
      await other.stop();
    }
    expect(await list(acme)).toEqual([]);
    expect(await acme.owner.delete(`${acme.path}/api-keys/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'api-key-not-found' },
    });
  });

  it('is valid for its own organization only', async () => {
    const [acme, foreign] = [await world.organization(), await world.organization()];
    const { key, id } = (await make(acme, { role: 'admin' })).body;
    expect(await world.bearer(key).get(foreign.path)).toMatchObject({
      status: 404,
      body: { code: 'organization-not-found' },
    });
    expect((await foreign.owner.delete(`${foreign.path}/api-keys/${id}`)).status).toBe(404);
    const foreignId = foreign.id.replaceAll('-', '');
    const secret = Buffer.from(key.slice(4), 'base64url').subarray(16);
    const transplanted = `clz_${Buffer.concat([Buffer.from(foreignId, 'hex'), secret]).toString('base64url')}`;
    expect((await world.bearer(transplanted).get(foreign.path)).status).toBe(401);
  });

  it('is found by its whole hash: nothing that only resembles it counts', async () => {
    const acme = await world.organization();
    const { key } = (await make(acme)).body as { key: string };
    const other = (place: number): string =>
      key.slice(0, place) + (key[place] === 'A' ? 'B' : 'A') + key.slice(place + 1);
    const resembling = [other(67), other(40), key.slice(0, -1), `${key}A`, 'clz_', key.toUpperCase(), key.slice(4)];
    for (const one of resembling) expect((await world.bearer(one).get(acme.path)).status).toBe(401);
    const { rows } = await world.database.admin.query(
      `select indexdef from pg_indexes where tablename = 'api_key' and indexname = 'api_key_by_hash'`,
    );
    expect(rows[0].indexdef).toContain(
      'UNIQUE INDEX api_key_by_hash ON public.api_key USING btree (organization_id, key_hash)',
    );
  });

  it('is named by the audit events of what it does', async () => {
    const acme = await world.organization();
    const { key, id } = (await make(acme, { role: 'admin' })).body;
    await world.bearer(key).patch(acme.path, { name: 'Acme by key' });
    const { data } = (await acme.owner.get(`${acme.path}/audit-events?actor=${id}`)).body;
    expect(data).toMatchObject([
      { action: 'organization.updated', actor: { kind: 'api_key', id, name: 'CRM import' } },
    ]);
    const made = (await acme.owner.get(`${acme.path}/audit-events?action=api_key.created`)).body.data;
    expect(made).toMatchObject([{ actor: { kind: 'member' }, target: { kind: 'api_key', id, name: 'CRM import' } }]);
    expect(JSON.stringify(made)).not.toContain(key);
  });

  it('is in no log', async () => {
    const acme = await world.organization();
    const { key } = (await make(acme)).body;
    await world.bearer(key).get(`${acme.path}/members`);
    await world.bearer(key).get(`${acme.path}/api-keys`);
    await waitFor('the log', () => world.service.output().includes('key:'));
    expect(world.service.output()).not.toContain('clz_');
    expect(world.service.output()).not.toContain(key.slice(26));
  });
});
