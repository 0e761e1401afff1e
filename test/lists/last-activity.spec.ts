import { Client } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
let second: ServiceProcess;
beforeAll(async () => {
  world = await World.start();
  second = await world.startAnotherProcess();
});
afterAll(async () => {
  await second.stop();
  await world.stop();
});

/** Every write of the row makes a new version of it, which has another transaction's id. */
async function versionOf(membershipId: string): Promise<string> {
  const { rows } = await world.database.admin.query<{ xmin: string }>(
    'select xmin::text from membership where id = $1',
    [membershipId],
  );
  return rows[0]?.xmin ?? '';
}

describe('the last activity of a member', () => {
  it('is seen at once in the same process, and within the minute in every other', async () => {
    const organization = await world.organization('starter');
    const { owner, path } = organization;
    const member = await world.member(organization, 'viewer');
    const atSecond = new Client(second.url, owner.token);
    await world.database.admin.query(`update membership set last_active_at = now() - interval '1 day' where id = $1`, [
      member.membershipId,
    ]);
    const lastActive = async (client: Client): Promise<number> => {
      const { body } = await client.get(`${path}/members/${member.membershipId}`);
      return Date.now() - Date.parse(body.lastActiveAt as string);
    };
    expect(await lastActive(owner)).toBeGreaterThan(86_000_000);
    expect((await member.get(`${path}/permissions`)).status).toBe(200);
    expect(await lastActive(owner)).toBeLessThan(60_000);
    await waitFor('the other process to know', async () => (await lastActive(atSecond)) < 60_000);
    const { body } = await atSecond.get(`${path}/members?sort=-lastActiveAt`);
    expect(Date.now() - Date.parse(body.data[1].lastActiveAt as string)).toBeLessThan(60_000);
  });

  it('costs no write per request', async () => {
    const organization = await world.organization('starter');
    const { path } = organization;
    const member = await world.member(organization, 'member');
    const before = await versionOf(member.membershipId);
    await member.get(`${path}/permissions`);
    const once = await waitFor('the one write', async () => {
      const now = await versionOf(member.membershipId);
      return now !== before && now;
    });
    for (let round = 0; round < 100; round += 1) await member.get(`${path}/permissions`);
    expect(await versionOf(member.membershipId)).toBe(once);
    // Nor do two processes write for each request, only each of them once.
    const elsewhere = new Client(second.url, member.token);
    for (let round = 0; round < 50; round += 1) await elsewhere.get(`${path}/permissions`);
    const twice = await waitFor('the write of the other process', async () => {
      const now = await versionOf(member.membershipId);
      return now !== once && now;
    });
    for (let round = 0; round < 50; round += 1) await elsewhere.get(`${path}/permissions`);
    expect(await versionOf(member.membershipId)).toBe(twice);
  });

  it('is that of the organization where it happened, and no failed call counts', async () => {
    const organization = await world.organization('starter');
    const { owner, path } = organization;
    const member = await world.member(organization, 'viewer');
    const other = await world.organization('free', member);
    await world.database.admin.query(`update membership set last_active_at = null where id = $1`, [
      member.membershipId,
    ]);
    await member.get(other.path);
    await member.get('/me');
    expect((await member.get(`${path}/seats`)).status).toBe(403);
    expect((await owner.get(`${path}/members/${member.membershipId}`)).body.lastActiveAt).toBeNull();
  });

  it('is not lost when the process is stopped right after', async () => {
    const organization = await world.organization('starter');
    const member = await world.member(organization, 'viewer');
    await world.database.admin.query(`update membership set last_active_at = null where id = $1`, [
      member.membershipId,
    ]);
    const brief = await world.startAnotherProcess();
    await new Client(brief.url, member.token).get(`${organization.path}/permissions`);
    await brief.stop();
    const { body } = await organization.owner.get(`${organization.path}/members/${member.membershipId}`);
    expect(Date.now() - Date.parse(body.lastActiveAt as string)).toBeLessThan(60_000);
  });
});
