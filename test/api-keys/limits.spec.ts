import { randomBytes } from 'node:crypto';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start({ RATE_LIMITS: '' });
});
afterAll(() => world.stop());

const left = (headers: Headers): number => Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
const policy = (headers: Headers): string | null => headers.get('ratelimit-policy');

describe('the rate limit', () => {
  it('counts every key by itself', async () => {
    const { owner, path } = await world.organization();
    const keys: string[] = [];
    for (const name of ['One', 'Two']) {
      keys.push((await owner.post(`${path}/api-keys`, { name, role: 'viewer' })).body.key as string);
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

  it('slows down by address whoever makes keys up', async () => {
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
