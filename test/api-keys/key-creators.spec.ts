import { waitFor } from '../support/wait.js';
import { World, type AssignableRole } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const ROLES = ['admin', 'member', 'viewer'] as const;

/** An admin who has made a key of every role. */
async function creatorWithKeys() {
  const acme = await world.organization();
  const creator = await world.member(acme, 'admin');
  const keys: Partial<Record<AssignableRole, string>> = {};
  for (const role of ROLES) {
    keys[role] = (await creator.post(`${acme.path}/api-keys`, { name: `The ${role}`, role })).body.key as string;
  }
  const live = async (): Promise<string[]> => {
    const accepted: string[] = [];
    for (const role of ROLES) {
      const { status } = await world.bearer(keys[role] ?? '').get(acme.path);
      if (status === 200) accepted.push(role);
      else expect(status).toBe(401);
    }
    return accepted;
  };
  const revoked = async (): Promise<string[]> =>
    (await acme.owner.get(`${acme.path}/audit-events?action=api_key.revoked`)).body.data
      .map(({ target }: { target: { name: string } }) => target.name)
      .sort();
  return { acme, creator, live, revoked };
}

describe('the keys of a creator', () => {
  it.each([
    ['admin', ['admin', 'member', 'viewer']],
    ['member', ['member', 'viewer']],
    ['viewer', ['viewer']],
  ] as const)('who becomes %s: %j live on, the others end at once', async (role, left) => {
    const { acme, creator, live, revoked } = await creatorWithKeys();
    await acme.owner.patch(`${acme.path}/members/${creator.membershipId}`, { role });
    expect(await live()).toEqual(left);
    const ended = ROLES.filter((one) => !left.some((other) => other === one));
    expect(await revoked()).toEqual(ended.map((one) => `The ${one}`));
    // A role that comes back revives no key.
    await acme.owner.patch(`${acme.path}/members/${creator.membershipId}`, { role: 'admin' });
    expect(await live()).toEqual(left);
  });

  it.each([
    ['', []],
    ['?keepApiKeys=false', []],
    ['?keepApiKeys=true', [...ROLES]],
  ])('who is removed with "%s": %j live on', async (query, left) => {
    const { acme, creator, live } = await creatorWithKeys();
    const removed = await acme.owner.delete(`${acme.path}/members/${creator.membershipId}${query}`);
    expect(removed.status).toBe(202);
    expect(await live()).toEqual(left);
    expect((await acme.owner.get(`${acme.path}/api-keys`)).body.data).toHaveLength(left.length);
  });

  it('who leaves end too', async () => {
    const { acme, creator, live, revoked } = await creatorWithKeys();
    expect((await creator.delete(`${acme.path}/members/${creator.membershipId}`)).status).toBe(202);
    expect([await live(), await revoked()]).toEqual([[], ['The admin', 'The member', 'The viewer']]);
  });

  it('who hands the ownership on live on', async () => {
    const acme = await world.organization();
    const { key } = (await acme.owner.post(`${acme.path}/api-keys`, { name: 'Key', role: 'admin' })).body;
    const newOwner = await world.member(acme, 'admin');
    await acme.owner.post(`${acme.path}/ownership-transfer`, { membershipId: newOwner.membershipId });
    expect((await world.bearer(key).get(acme.path)).status).toBe(200);
  });

  it.each([
    ['demoted', `role = 'viewer'`],
    ['removed', `status = 'removed', removed_at = now()`],
  ])('who is %s while one is being made: it is not made', async (_what, change) => {
    const { acme, creator } = await creatorWithKeys();
    const { admin } = world.database;
    const lockClient = await admin.connect();
    try {
      await lockClient.query('begin');
      await lockClient.query('select 1 from membership where id = $1 for update', [creator.membershipId]);
      const making = creator.post(`${acme.path}/api-keys`, { name: 'Too late', role: 'admin' });
      await waitFor('the call to wait', async () => {
        const { rows } = await admin.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      await lockClient.query(`update membership set ${change} where id = $1`, [creator.membershipId]);
      await lockClient.query('commit');
      expect((await making).status).toBe(403);
    } finally {
      lockClient.release();
    }
    const { rows } = await admin.query(`select 1 from api_key where name = 'Too late'`);
    expect(rows).toEqual([]);
  });
});
