import { RedisProcess } from '../jobs/support/redis-process.js';
import type { Answer, Client } from '../support/client.js';
import { OpenStream } from '../notifications/support/live-stream.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

/** Longer than any answer may take; what a person would call "it hangs". */
const QUICK_MS = 2_000;

let redis: RedisProcess;
let world: World;
let organization: { id: string; owner: Client; path: string };

beforeAll(async () => {
  redis = await RedisProcess.start();
  // Limits on: they ask Redis, and must not wait for it.
  world = await World.startOwnProcess({ REDIS_URL: redis.url, RATE_LIMITS: 'on' });
  organization = await world.organization('pro');
});
afterAll(async () => {
  await world.stop();
  await redis.remove();
});

async function quickly(ask: () => Promise<Answer>): Promise<Answer> {
  const began = Date.now();
  const answer = await ask();
  expect([answer.status < 300, Date.now() - began < QUICK_MS]).toEqual([true, true]);
  return answer;
}

/** The daily life of the service, every answer of it quick. */
async function liveOn(person: string): Promise<void> {
  const { owner, path } = organization;
  await quickly(() => world.anonymous.post('/auth/sign-in', { email: `${person}@example.com` }));
  await quickly(() => owner.get('/me'));
  await quickly(() => owner.get(`${path}/members`));
  await quickly(() => owner.get(`${path}/seats`));
  await quickly(() => owner.post(`${path}/invitations`, { email: `${person}@example.com`, role: 'viewer' }));
  await quickly(() => owner.get(`${path}/invitations`));
}

const redisIs = (state: 'up' | 'down') =>
  waitFor(`Redis to be reported as ${state}`, async () => {
    const { status, body } = await quickly(() => world.anonymous.get('//health/ready'));
    return status === 200 && body.redis === state;
  });

/** What other processes changed meanwhile is not known: the client is told to load everything again. */
async function isResynced(stream: OpenStream): Promise<void> {
  await waitFor('the client to be told that changes may be missing', () => stream.isResynced);
  expect(stream.hasEnded).toBe(false);
  stream.close();
}

describe('without Redis', () => {
  it('the service lives on while it is stopped, and emails what is due when it is back', async () => {
    const stream = await OpenStream.open(organization.owner, organization.path);
    await redis.kill();
    await liveOn('stopped');
    await redisIs('down');
    await liveOn('stopped.longer');
    expect(world.smtp.received).toEqual([]);
    await redis.run();
    await world.mailTo('stopped@example.com');
    await world.mailTo('stopped.longer@example.com');
    await redisIs('up');
    await isResynced(stream);
  }, 90_000);

  it('the service lives on while it is frozen, and emails what is due when it is back', async () => {
    redis.freeze();
    await liveOn('frozen');
    await redisIs('down');
    await liveOn('frozen.longer');
    redis.thaw();
    await world.mailTo('frozen@example.com');
    await world.mailTo('frozen.longer@example.com');
    await redisIs('up');
  }, 90_000);

  it('the service starts, serves and stops, and emails what is due when it is back', async () => {
    await redis.kill();
    const port = String(world.service.port);
    expect(await world.service.stop()).toBe(0);
    world.service = await world.startAnotherProcess({ PORT: port });
    await redisIs('down');
    const stream = await OpenStream.open(organization.owner, organization.path);
    await liveOn('started');
    await redis.run();
    await world.mailTo('started@example.com');
    await redisIs('up');
    await isResynced(stream);
  }, 90_000);

  it('sent every email once', () => {
    const addresses = world.smtp.received.map(({ to }) => [to].flat()[0]?.text);
    expect(addresses).toHaveLength(5);
    expect(new Set(addresses).size).toBe(5);
  });
});
