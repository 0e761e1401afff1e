import { KINDS } from '../records/support/kinds.js';
import { Client, type Answer } from '../support/client.js';
import { World } from '../support/world.js';
import { CompressingProxy } from './support/compressing-proxy.js';

let world: World;
let proxy: CompressingProxy;
let organization: Awaited<ReturnType<World['organization']>>;
let owner: Client;
beforeAll(async () => {
  world = await World.start();
  proxy = await CompressingProxy.before(world.service.url);
  organization = await world.organization();
  owner = new Client(proxy.url, organization.owner.token);
});
afterAll(async () => {
  await proxy.stop();
  await world.stop();
});

const tagOf = ({ headers }: Answer): string => headers.get('etag') ?? '';

describe('behind a proxy that compresses, every change that takes If-Match', () => {
  it('of the settings is made on the version that was read, and refused on one before', async () => {
    const change = (name: string, match: string): Promise<Answer> =>
      owner.call('PATCH', organization.path, { body: { name }, headers: { 'If-Match': match } });
    const read = await owner.get(organization.path);
    expect([read.headers.get('content-encoding'), tagOf(read)]).toEqual(['gzip', 'W/"1"']);
    const first = await change('Acme One', tagOf(read));
    expect([first.status, tagOf(first)]).toEqual([200, 'W/"2"']);
    expect((await change('Acme Two', tagOf(first))).status).toBe(200);
    expect(await change('Acme Lost', tagOf(first))).toMatchObject({
      status: 412,
      body: { code: 'precondition-failed' },
    });
  });

  it.each(Object.entries(KINDS))(
    'of %s is made on the version that was read, and refused on one before',
    async (kind, { create, change }) => {
      const created = await owner.post(`${organization.path}/${kind}`, create);
      expect([created.status, tagOf(created)]).toEqual([201, 'W/"1"']);
      const one = `${organization.path}/${kind}/${created.body.id as string}`;
      const send = (method: string, match: string): Promise<Answer> =>
        owner.call(method, one, { ...(method === 'PATCH' ? { body: change } : {}), headers: { 'If-Match': match } });
      expect(tagOf(await owner.get(one))).toBe('W/"1"');
      const changed = await send('PATCH', tagOf(created));
      expect([changed.status, tagOf(changed)]).toEqual([200, 'W/"2"']);
      expect((await send('PATCH', tagOf(created))).status).toBe(412);
      expect((await send('DELETE', tagOf(created))).status).toBe(412);
      expect((await send('DELETE', tagOf(changed))).status).toBe(204);
    },
  );
});
