import { randomBytes } from 'node:crypto';
import type { Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { minuteWithTimeLeft } from '../limits/support/request-burst.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start({ RATE_LIMITS: '' });
});
afterAll(() => world.stop());

const left = (headers: Headers): number => Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
const policy = (headers: Headers): string | null => headers.get('ratelimit-policy');

describe('the rate limit', () => {
  it('counts the keys of two people apart', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const other = await world.member(organization, 'admin');
    const keys: string[] = [];
    for (const creator of [owner, other]) {
      keys.push((await creator.post(`${path}/api-keys`, { name: 'Key', role: 'viewer' })).body.key as string);
    }
    const [one = '', two = ''] = keys;
    for (const key of keys) await world.bearer(key).get(path);
    const first = await world.bearer(one).get(path);
    for (let time = 0; time < 20; time += 1) await world.bearer(one).get(path);
    const [busy, idle] = [await world.bearer(one).get(path), await world.bearer(two).get(path)];
    expect(policy(busy.headers)).toBe('"credential";q=1200;w=60');
    expect(left(first.headers) - left(busy.headers)).toBe(21);
    expect(left(idle.headers) - left(busy.headers)).toBe(21);
  });

  it('counts all keys of one person together, and the person apart from them', async () => {
    const { owner, path } = await world.organization();
    const keys: Client[] = [];
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      keys.push(world.bearer((await owner.post(`${path}/api-keys`, { name, role: 'viewer' })).body.key as string));
    }
    // Who made a key is known from its second request on.
    for (const key of keys) await key.get(path);
    await waitFor('the creators to be known', async () => {
      const before = left((await keys[0]?.get(path))?.headers ?? new Headers());
      const after = left((await keys[1]?.get(path))?.headers ?? new Headers());
      return before - after === 1;
    });
    const before = (await keys[0]?.get(path))?.headers ?? new Headers();
    for (const key of keys) await key.get(path);
    const after = (await keys[3]?.get(path))?.headers ?? new Headers();
    expect(left(before) - left(after)).toBe(5);
    expect(left((await owner.get(path)).headers)).toBeGreaterThan(left(after));

    let refused = 0;
    // Limits count in minutes of the clock: where one ends in between, the next one has to be filled.
    for (let round = 0; round < 60 && refused === 0; round += 1) {
      const answers = await Promise.all(keys.flatMap((key) => Array.from({ length: 20 }, () => key.get(path))));
      refused = answers.filter(({ status }) => status === 429).length;
    }
    expect(refused).toBeGreaterThan(0);
    expect((await owner.get(path)).status).toBe(200);
  });

  it('slows down by address anyone who makes keys up', async () => {
    await minuteWithTimeLeft(20);
    const { path, id } = await world.organization();
    const organization = Buffer.from(id.replaceAll('-', ''), 'hex');
    const statuses = new Set<number>();
    for (let round = 0; round < 14 && !statuses.has(429); round += 1) {
      const guesses = Array.from({ length: 50 }, () =>
        world.bearer(`clz_${Buffer.concat([organization, randomBytes(32)]).toString('base64url')}`).get(path),
      );
      for (const { status } of await Promise.all(guesses)) statuses.add(status);
    }
    expect([...statuses].sort()).toEqual([401, 429]);
  });
});
