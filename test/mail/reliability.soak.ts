import { RedisProcess } from '../jobs/support/redis-process.js';
import { freePort, startProcess, type ServiceProcess } from '../support/service.js';
import { startMailServer } from '../support/mail-server.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import {
  emailStatusOf,
  invite,
  waitUntilNothingIsDue,
  ONE_MINUTE,
  listDueMails,
  recipients,
} from './support/due-mails.js';
import { holding, type HeldMail } from './support/failing-smtp.js';

/** Longer than the minute that is promised, so that a test fails on the promise and not on Jest's own limit. */
const LIMIT = 2 * ONE_MINUTE;

let world: World;
let redis: RedisProcess;
let organization: Awaited<ReturnType<World['organization']>>;
let workers: ServiceProcess[] = [];

beforeAll(async () => {
  redis = await RedisProcess.start();
  world = await World.startOwnProcess({ REDIS_URL: redis.url, PROCESS_ROLE: 'api', PORT: String(await freePort()) });
  organization = await world.organization('enterprise');
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  workers = [];
  world.smtp.received.length = 0;
});
afterAll(async () => {
  await world.stop();
  await redis.remove();
});

async function startWorker(): Promise<ServiceProcess> {
  const worker = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
  workers.push(worker);
  return worker;
}

/** Waits for all of these to be emailed, each once, since the given time; tells how long it took. */
async function mailedOnce(what: string, emails: string[], since: number): Promise<void> {
  await waitFor(`${emails.length} emails`, () => world.smtp.received.length >= emails.length, ONE_MINUTE);
  const seconds = (performance.now() - since) / 1000;
  process.stdout.write(`recovery: ${what}: ${seconds.toFixed(1)} s\n`);
  expect(seconds).toBeLessThan(60);
  await waitUntilNothingIsDue(world.database);
  expect(recipients(world.smtp.received)).toEqual([...emails].sort());
  for (const email of emails) expect(await emailStatusOf(organization, email)).toBe('sent');
}

describe('an invitation email is never lost', () => {
  it(
    'when the process is killed between the commit and handing over to Redis',
    async () => {
      redis.freeze();
      const emails = await invite(organization, 3, 'killed');
      await world.service.kill();
      await redis.kill();
      expect(await listDueMails(world.database)).toHaveLength(3);
      // An empty Redis: no one but the outbox can know of these emails.
      await redis.run();
      expect(await redis.ask((client) => client.dbsize())).toBe(0);
      const back = performance.now();
      await startWorker();
      await waitFor('the emails', () => world.smtp.received.length === 3, ONE_MINUTE);
      world.service = await startProcess(world.environment);
      await mailedOnce('process killed between commit and enqueue', emails, back);
    },
    LIMIT,
  );

  it(
    'when Redis is wiped',
    async () => {
      const emails = await invite(organization, 3, 'wiped');
      const wait = '{organizations}:invitation-mail:wait';
      await waitFor('Redis to hold the jobs', () => redis.ask(async (client) => (await client.llen(wait)) === 3));
      await redis.wipe();
      const wiped = performance.now();
      await startWorker();
      await mailedOnce('Redis wiped', emails, wiped);
    },
    LIMIT,
  );

  it(
    'when Redis is killed and comes back empty',
    async () => {
      await startWorker();
      await redis.kill();
      const began = performance.now();
      const emails = await invite(organization, 5, 'outage');
      // No one waited for Redis.
      expect(performance.now() - began).toBeLessThan(5 * 500);
      expect(await emailStatusOf(organization, 'outage-0@example.com')).toBe('queued');
      await redis.run();
      await mailedOnce('Redis killed and back', emails, performance.now());
    },
    LIMIT,
  );

  it(
    'when the mail server is down for a while',
    async () => {
      const { port } = world.smtp;
      await startWorker();
      await world.smtp.stop();
      const emails = await invite(organization, 20, 'down');
      await waitFor('three failures of each', async () => {
        const rows = await listDueMails(world.database);
        return rows.length === 20 && rows.every(({ attempts, last_error: error }) => attempts >= 3 && error !== null);
      });
      expect(await emailStatusOf(organization, 'down-19@example.com')).toBe('queued');
      world.smtp = await startMailServer({}, port);
      await mailedOnce('mail server down', emails, performance.now());
    },
    LIMIT,
  );
});

describe('an invitation email is not sent twice', () => {
  it(
    'but with the same Message-ID, when its worker is killed before the mail server has answered',
    async () => {
      const { port } = world.smtp;
      await world.smtp.stop();
      const held: HeldMail[] = [];
      world.smtp = await startMailServer(holding(held), port);
      const doomed = await startWorker();
      const [email = ''] = await invite(organization, 1, 'held');
      await waitFor('the email to be held', () => held.length === 1);
      await startWorker();
      await doomed.kill();
      const killed = performance.now();
      await waitFor('the email to come again', () => held.length === 2, ONE_MINUTE);
      process.stdout.write(`recovery: worker killed: ${((performance.now() - killed) / 1000).toFixed(1)} s\n`);
      expect(held[1]?.mail.messageId).toBe(held[0]?.mail.messageId);
      expect(held[1]?.mail.text).toBe(held[0]?.mail.text);
      expect(await emailStatusOf(organization, email)).toBe('queued');
      held[1]?.take();
      await waitUntilNothingIsDue(world.database);
      expect(await emailStatusOf(organization, email)).toBe('sent');
      expect(held).toHaveLength(2);
      await world.smtp.stop();
      world.smtp = await startMailServer({}, port);
    },
    LIMIT,
  );

  it(
    'by two workers at once',
    async () => {
      await Promise.all([startWorker(), startWorker()]);
      const emails = await invite(organization, 100, 'many');
      await mailedOnce('two workers, 100 emails', emails, performance.now());
      expect(new Set(world.smtp.received.map(({ messageId }) => messageId)).size).toBe(100);
    },
    LIMIT,
  );
});
