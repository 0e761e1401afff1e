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
