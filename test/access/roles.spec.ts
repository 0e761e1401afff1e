import { readFileSync } from 'node:fs';
import { matrixAsMarkdown } from '../../src/access/permissions.policy.js';
import type { Client } from '../support/client.js';
import { World } from '../support/world.js';
import {
  cellsOf,
  CONTRACT_MATRIX,
  CONTRACT_TABLE,
  contractPermissions,
  ROLE_NAMES,
  type RoleName,
} from './support/contract-matrix.js';

const NO_ONE = '019ab970-1c00-7000-8000-00000000dead';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

describe('GET /roles', () => {
  it('answers the matrix of the contract to everyone', async () => {
    const { status, body } = await world.anonymous.get('/roles');
    expect(status).toBe(200);
    expect(body.data).toEqual(ROLE_NAMES.map((role) => ({ role, permissions: contractPermissions(role) })));
    expect(body.nextCursor).toBeNull();
  });

  it('says of every permission what it allows, in the words of the contract, and which are derived', async () => {
    const { body } = await world.anonymous.get('/roles');
    expect(body.permissions).toEqual(
      CONTRACT_MATRIX.map(({ permission, allows, derived }) => ({
        permission,
        allows: allows ?? expect.stringMatching(/^\w.{5,}/),
        derived,
      })),
    );
  });
});

describe('GET /organizations/{organizationId}/permissions', () => {
  it('answers the caller their own role and permissions', async () => {
    const organization = await world.organization('enterprise');
    const callers: Record<RoleName, Client> = {
      owner: organization.owner,
      admin: await world.member(organization, 'admin'),
      member: await world.member(organization, 'member'),
      viewer: await world.member(organization, 'viewer'),
    };
    for (const role of ROLE_NAMES) {
      const { status, body } = await callers[role].get(`${organization.path}/permissions`);
      expect({ status, body }).toEqual({ status: 200, body: { role, permissions: contractPermissions(role) } });
    }
  });

  it('follows a change of role with the next request', async () => {
    const organization = await world.organization('enterprise');
    const member = await world.member(organization, 'viewer');
    const permissions = async () => (await member.get(`${organization.path}/permissions`)).body;
    expect((await permissions()).role).toBe('viewer');
    await organization.owner.patch(`${organization.path}/members/${member.membershipId}`, { role: 'admin' });
    expect(await permissions()).toEqual({ role: 'admin', permissions: contractPermissions('admin') });
  });
});

describe('the table of the README', () => {
  const readme = () => /<!-- matrix -->([\s\S]+?)<!-- \/matrix -->/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  // Prettier pads the columns; the words are what counts. It may also have an opinion on being left alone.
  const table = (text: string) => cellsOf(text.replace(/<!--.*?-->/g, ''));

  it('is the one that the code prints', () => {
    expect(table(readme())).toEqual(table(matrixAsMarkdown()));
  });

  it('holds the table of the contract word for word, before what is derived', () => {
    const contract = table(CONTRACT_TABLE);
    expect(table(matrixAsMarkdown()).slice(0, contract.length)).toEqual(contract);
  });
});

describe('POST /permission-checks', () => {
  const check = (client: Client, checks: unknown) => client.post('/permission-checks', { checks });

  /** Not by the link of an email, because the caller gets several. */
  async function join(
    caller: Client,
    { owner, path }: Awaited<ReturnType<World['organization']>>,
    role: Exclude<RoleName, 'owner'>,
  ): Promise<void> {
    const { body } = await owner.post(`${path}/invitations`, { email: caller.email, role });
    const { status, text } = await caller.post(`/me/invitations/${body.id as string}/accept`);
    if (status !== 200) throw new Error(text);
  }

  it('answers what the matrix says in each organization, in the order asked', async () => {
    const caller = await world.person('Ada');
    const roleIn = new Map<string, RoleName>();
    for (const role of ROLE_NAMES) {
      const organization = await world.organization('enterprise', role === 'owner' ? caller : undefined);
      if (role !== 'owner') await join(caller, organization, role);
      roleIn.set(organization.id, role);
    }
    const all = [...roleIn].flatMap(([organizationId, role]) =>
      CONTRACT_MATRIX.map(({ permission }) => ({ organizationId, permission, role })),
    );
    const asked = all.reverse().slice(0, 100);
    const { status, body } = await check(
      caller,
      asked.map(({ organizationId, permission }) => ({ organizationId, permission })),
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        results: asked.map(({ organizationId, permission, role }) => {
          const scope = contractPermissions(role).find((granted) => granted.permission === permission)?.scope ?? null;
          return { organizationId, permission, allowed: scope !== null, scope };
        }),
      },
    });
  });

  it('allows nothing where the caller is not a member, was removed, or the organization is deleted or unknown', async () => {
    const caller = await world.person('Ada');
    const [left, foreign] = [await world.organization(), await world.organization()];
    const { membershipId } = await world.member(left, 'admin', caller);
    const deleted = await world.organization('enterprise', caller);
    const checks = [left.id, foreign.id, deleted.id, '019ab970-1c00-7000-8000-00000000dead'].map((organizationId) => ({
      organizationId,
      permission: 'members:view',
    }));
    const allowed = async () =>
      ((await check(caller, checks)).body.results as { allowed: boolean }[]).map((result) => result.allowed);
    expect(await allowed()).toEqual([true, false, true, false]);
    await left.owner.delete(`${left.path}/members/${membershipId}`);
    await caller.delete(`${deleted.path}?confirmName=Acme%20Sales`);
    expect(await allowed()).toEqual([false, false, false, false]);
    expect((await check(caller, checks)).body.results[0]).toMatchObject({ allowed: false, scope: null });
  });

  it.each([
    [[], '/checks'],
    [Array.from({ length: 101 }, () => ({ organizationId: NO_ONE, permission: 'members:view' })), '/checks'],
    [[{ organizationId: 'acme', permission: 'members:view' }], '/checks/0/organizationId'],
    [[{ organizationId: NO_ONE, permission: 'members:fire' }], '/checks/0/permission'],
    [[null], '/checks'],
    ['members:view', '/checks'],
  ])('%# is refused with a pointer to what is wrong', async (checks, pointer) => {
    const { status, body } = await check(await world.person('Ada'), checks);
    expect({ status, pointer: body.errors?.[0].pointer as unknown }).toEqual({ status: 422, pointer });
  });

  it('needs a person who is signed in', async () => {
    const { owner, path, id } = await world.organization();
    const { body: key } = await owner.post(`${path}/api-keys`, { name: 'Import', role: 'viewer' });
    const checks = [{ organizationId: id, permission: 'members:view' }];
    expect((await check(world.anonymous, checks)).status).toBe(401);
    expect((await check(world.bearer(key.key as string), checks)).status).toBe(403);
  });
});
