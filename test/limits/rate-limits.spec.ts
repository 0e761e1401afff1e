import { RedisProcess } from '../jobs/support/redis-process.js';
import { Client } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { sendBurst, minuteWithTimeLeft, tally } from './support/request-burst.js';

/** What one credential, one organization and one address may do in a minute. */
const CREDENTIAL = 1_200;
const ORGANIZATION = 12_000;
const ADDRESS = 600;

let world: World;
let second: ServiceProcess;
let redis: RedisProcess;
let client: Client;
beforeAll(async () => {
  redis = await RedisProcess.start();
  world = await World.startOwnProcess({ RATE_LIMITS: '', REDIS_URL: redis.url, TRUST_PROXY: '1' });
  second = await world.startAnotherProcess();
  client = await world.person('Persistent');
});
afterAll(async () => {
  await second.stop();
  await world.stop();
  await redis.remove();
});

/** Puts so many requests on top of what all processes have counted for the key, as another process would. */
async function countedElsewhere(key: RegExp, requests: number): Promise<void> {
  await redis.ask(async (server) => {
    // The count of the minute before is kept for a while.
    const window = `{rate}:${Math.floor(Date.now() / 60_000)}:`;
    const isOfNow = (name: string): boolean => name.startsWith(window) && key.test(name);
    const name = await waitFor(`a count of ${key}`, async () => (await server.keys('*rate*')).find(isOfNow));
    await server.incrby(name, requests);
  });
}

/** Asks until what was counted elsewhere has come round. */
function remainingSoon(asker: Client, path: string, expected: RegExp): Promise<true> {
  return waitFor(`RateLimit ${expected}`, async () => {
    const { headers } = await asker.get(path);
    return expected.test(headers.get('ratelimit') ?? '');
  });
}

describe('a credential', () => {
  it(`may ask ${CREDENTIAL} times a minute and is then told how long to wait`, async () => {
    const eager = await world.person('Eager');
    const calm = await world.person('Calm');
    await minuteWithTimeLeft(15);
    const first = await eager.get('/me');
    expect(first.headers.get('ratelimit-policy')).toBe(`"credential";q=${CREDENTIAL};w=60`);
    expect(first.headers.get('ratelimit')).toMatch(/^"credential";r=1199;t=\d{1,2}$/);
    const burst = await sendBurst(world.service.url, '/me', eager.token, CREDENTIAL + 50);
    expect(tally(burst)).toEqual({ 200: CREDENTIAL - 1, 429: 51 });
    expect(burst.refused).toContain('"code":"rate-limited"');
    expect(burst.refused).toContain('application/problem+json');
    const wait = Number(/^Retry-After: (\d+)\r$/im.exec(burst.refused)?.[1]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(burst.refused).toMatch(new RegExp(`^RateLimit: "credential";r=0;t=\\d{1,2}\r$`, 'im'));
    // Anyone who asks too often is told so before anything else about the call, and others are not held up.
    expect((await eager.get('/organizations/none/members?x=1')).status).toBe(429);
    expect((await calm.get('/me')).status).toBe(200);
  });

  it('is counted across processes', async () => {
    const eager = await world.person('Everywhere');
    await minuteWithTimeLeft(15);
    const answers = await Promise.all([
      sendBurst(world.service.url, '/me', eager.token, CREDENTIAL / 2),
      sendBurst(second.url, '/me', eager.token, CREDENTIAL / 2),
    ]);
    expect(answers.map(tally)).toEqual([{ 200: CREDENTIAL / 2 }, { 200: CREDENTIAL / 2 }]);
    for (const url of [world.service.url, second.url]) {
      const there = new Client(url, eager.token);
      await waitFor('the counts to be exchanged', async () => (await there.get('/me')).status === 429);
    }
  });
});

describe('an organization', () => {
  it('has a limit that its members share and a stranger cannot use up', async () => {
    const organization = await world.organization('starter');
    const { id, owner, path } = organization;
    const member = await world.member(organization, 'member');
    const stranger = await world.person('Stranger');
    const key = new RegExp(`organization:${id}$`);
    await minuteWithTimeLeft(15);
    const before = await owner.get(`${path}/members`);
    // Of the two limits the tighter one is reported.
    expect(before.headers.get('ratelimit')).toMatch(/^"credential"/);
    expect(tally(await sendBurst(world.service.url, `${path}/members`, stranger.token, 500))).toEqual({ 404: 500 });
    expect((await owner.get(`${path}/members`)).status).toBe(200);

    // What is counted from here on has to be in one minute.
    await minuteWithTimeLeft(15);
    // Members are counted once the process has authorized them.
    expect((await member.get(`${path}/members`)).status).toBe(200);
    await countedElsewhere(key, ORGANIZATION - 100);
    await remainingSoon(owner, `${path}/permissions`, /^"organization";r=\d{1,2};/);
    const mine = await sendBurst(world.service.url, `${path}/permissions`, member.token, 150);
    expect(tally(mine)[429]).toBeGreaterThanOrEqual(50);
    expect(mine.refused).toMatch(/^RateLimit-Policy: "organization";q=12000;w=60\r$/im);
    const others = await owner.get(`${path}/permissions`);
    expect(others).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(Number(others.headers.get('retry-after'))).toBeGreaterThan(0);
    // Elsewhere both go on, and so does a stranger with their own matters.
    expect((await owner.get('/me')).status).toBe(200);
    expect((await stranger.get(`${path}/members`)).status).toBe(404);
  });
});

describe('an address', () => {
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  it(`may ask public calls ${ADDRESS} times a minute`, async () => {
    await minuteWithTimeLeft(15);
    const first = await world.anonymous.get('/plans', from('198.51.100.7'));
    expect(first.headers.get('ratelimit-policy')).toBe(`"address";q=${ADDRESS};w=60`);
    await countedElsewhere(/ip:198\.51\.100\.7$/, ADDRESS - 3);
    await waitFor(
      'the end of the limit',
      async () => (await world.anonymous.get('/plans', from('198.51.100.7'))).status === 429,
    );
    const refused = await world.anonymous.get('/roles', from('198.51.100.7'));
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await world.anonymous.get('/roles', from('198.51.100.8'))).status).toBe(200);
  });

  it('is slowed down when it tries tokens, however many different ones', async () => {
    const guess = () =>
      world.anonymous.get('/me', {
        headers: { authorization: `Bearer guess${Math.random()}`, 'x-forwarded-for': '203.0.113.9' },
      });
    await minuteWithTimeLeft(15);
    expect((await guess()).status).toBe(401);
    await countedElsewhere(/ip:203\.0\.113\.9$/, ADDRESS - 3);
    await waitFor('the end of the limit', async () => (await guess()).status === 429);
    // Anyone who has a good token is not held up by a guesser at the same address.
    const honest = await world.person('Honest');
    expect((await honest.get('/me', from('203.0.113.9'))).status).toBe(200);
  });

  it('is held to it by real requests too', async () => {
    await minuteWithTimeLeft(15);
    const taken = tally(await sendBurst(world.service.url, '/invitations/none', null, ADDRESS + 200));
    expect(taken[404]).toBeLessThanOrEqual(ADDRESS);
    expect(taken[429]).toBeGreaterThanOrEqual(200);
  });
});

describe('without Redis', () => {
  it('limits fail open and no one waits', async () => {
    await redis.kill();
    await waitFor(
      'the service to know',
      async () => (await world.anonymous.get('//health/ready')).body.redis === 'down',
    );
    const began = performance.now();
    const burst = await sendBurst(world.service.url, '/me', client.token, CREDENTIAL + 300);
    expect(tally(burst)).toEqual({ 200: CREDENTIAL + 300 });
    expect(performance.now() - began).toBeLessThan(20_000);
    expect((await world.anonymous.get('/plans')).status).toBe(200);
    await redis.run();
    await waitFor('the limits to be back', async () => (await client.get('/me')).headers.has('ratelimit'));
  });
});
