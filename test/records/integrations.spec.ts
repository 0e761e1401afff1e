import { Sealer } from '../../src/platform/secrets/index.js';
import { World } from '../support/world.js';

const OLD = 'the secret of yesterday, long enough to be one';
const NEW = 'the secret of today, which is long enough as well';
const KEY = 'key-0123456789-never-to-be-told';

let world: World;
beforeAll(async () => {
  world = await World.start({ APP_SECRET: OLD });
});
afterAll(() => world.stop());

async function sealedOf(id: string): Promise<{ context: string; sealed: Buffer }> {
  const { rows } = await world.database.admin.query<{ organization_id: string; sealed_settings: Buffer }>(
    'select organization_id, sealed_settings from integration where id = $1',
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error('There is no such integration.');
  return { context: `${row.organization_id}/${id}`, sealed: row.sealed_settings };
}

function open(
  secrets: { current: string; previous: string | null },
  { context, sealed }: { context: string; sealed: Buffer },
) {
  return JSON.parse(new Sealer(secrets, 'integration-settings').open(sealed, context).toString()) as unknown;
}

describe('the settings of an integration', () => {
  it('are answered nowhere, neither by calls nor in the audit log, and are in no table and no log', async () => {
    const { owner, path } = await world.organization();
    const settings = { apiKey: KEY, region: `${KEY}-eu` };
    const headers = { 'Idempotency-Key': 'once' };
    const made = await owner.post(`${path}/integrations`, { name: 'Mail', provider: 'mailgun', settings }, headers);
    const one = `${path}/integrations/${made.body.id}`;
    const answers = [
      made,
      await owner.post(`${path}/integrations`, { name: 'Mail', provider: 'mailgun', settings }, headers),
      await owner.get(one),
      await owner.get(`${path}/integrations`),
      await owner.patch(one, { settings: { ...settings, more: `${KEY}-more` } }),
      await owner.patch(one, { settings: { apiKey: { [KEY]: KEY } } }),
      await owner.get(`${path}/audit-events`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200, 200, 422, 200]);
    for (const { text } of answers) expect(text).not.toContain(KEY);
    expect(answers[2]?.body).toMatchObject({ settingNames: ['apiKey', 'region'] });
    expect((await owner.delete(one)).status).toBe(204);
    expect((await owner.get(`${path}/audit-events`)).text).not.toContain(KEY);
    expect(world.service.output()).not.toContain(KEY);
    for (const table of ['integration', 'idempotency_record', 'audit_event', 'outbox']) {
      const { rows } = await world.database.admin.query<{ row: string }>(`select t::text as row from ${table} t`);
      for (const { row } of rows) expect(row).not.toContain(KEY);
    }
  });

  it('are sealed for their row, whole, and a change replaces them all', async () => {
    const { owner, path } = await world.organization();
    const make = async (settings: object) =>
      (await owner.post(`${path}/integrations`, { name: 'Mail', provider: 'p', settings })).body;
    const integration = await make({ apiKey: KEY, region: 'eu' });
    const secrets = { current: OLD, previous: null };
    const first = await sealedOf(integration.id);
    expect(open(secrets, first)).toEqual({ apiKey: KEY, region: 'eu' });
    const other = await sealedOf((await make({ apiKey: KEY })).id);
    expect(() => open(secrets, { ...first, context: other.context })).toThrow();
    const changed = await owner.patch(`${path}/integrations/${integration.id}`, { settings: { token: '' } });
    expect(changed.body).toMatchObject({ settingNames: ['token'], version: 2 });
    expect(open(secrets, await sealedOf(integration.id))).toEqual({ token: '' });
    await owner.patch(`${path}/integrations/${integration.id}`, { name: 'Post' });
    expect(open(secrets, await sealedOf(integration.id))).toEqual({ token: '' });
  });

  it('open after a rotation of APP_SECRET, and are sealed with the new one when they change', async () => {
    const { owner, path } = await world.organization();
    const make = { name: 'Mail', provider: 'p', settings: { apiKey: KEY } };
    const { id } = (await owner.post(`${path}/integrations`, make)).body;
    await world.service.stop();
    world.service = await world.startAnotherProcess({ APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD });
    const again = await world.person('Owner', owner.email ?? '');
    const rotated = { current: NEW, previous: OLD };
    expect((await again.get(`${path}/integrations/${id}`)).body.settingNames).toEqual(['apiKey']);
    expect(open(rotated, await sealedOf(id))).toEqual({ apiKey: KEY });
    await again.patch(`${path}/integrations/${id}`, { settings: { apiKey: 'next' } });
    expect(open({ current: NEW, previous: null }, await sealedOf(id))).toEqual({ apiKey: 'next' });
  });
});
