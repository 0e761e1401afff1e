import { OutboxDispatcher, RedisService } from '../../src/platform/jobs/index.js';
import { eventually } from './support/eventually.js';
import { TestDatabase } from './support/database.js';
import { TestProcess } from './support/process.js';
import { RedisProcess } from './support/redis-process.js';

/** The contract's minute, and what we aim at. */
const AIM_MS = 17_000;

describe('work that is due', () => {
  let database: TestDatabase;
  let redis: RedisProcess;
  let running: TestProcess[] = [];

  beforeAll(async () => {
    [database, redis] = await Promise.all([TestDatabase.create(), RedisProcess.start()]);
  });

  afterEach(async () => {
    redis.thaw();
    await Promise.all(running.map((process) => process.close()));
    running = [];
    await redis.kill();
    await redis.run();
    await database.clear();
  });

  afterAll(async () => {
    await Promise.all([database.remove(), redis.remove()]);
  });

  async function start(role: 'all' | 'api' | 'worker'): Promise<TestProcess> {
    const process = await TestProcess.start(database, redis.url, role);
    running.push(process);
    return process;
  }

  async function connected(process: TestProcess): Promise<void> {
    await eventually(() => process.get(RedisService).isUp());
  }

  async function allDone(limitMs = AIM_MS): Promise<number> {
    return await eventually(async () => (await database.countUnfinished()) === 0, limitMs);
  }

  /** Dispatches and answers how long the caller was held up. */
  function timedDispatch(process: TestProcess, ids: readonly string[]): number {
    const began = performance.now();
    process.dispatch(ids);
    return performance.now() - began;
  }

  it('is done once, right after it is dispatched', async () => {
    const service = await start('all');
    await connected(service);
    const runs: string[] = [];
    service.behaviour.mail = (_payload, context) => {
      runs.push(context.outboxId);
      return Promise.resolve('done');
    };
    const ids = await service.enqueueMails(200);
    service.dispatch(ids);
    service.dispatch(ids);
    await allDone(4_000);
    expect(runs.sort()).toEqual(ids.sort());
    expect((await database.rows()).every((row) => row.attempts === 1)).toBe(true);
  });

  it('is done by workers only, never in a process of the API', async () => {
    const api = await start('api');
    await connected(api);
    let runs = 0;
    api.behaviour.mail = () => {
      runs += 1;
      return Promise.resolve('done');
    };
    const ids = await api.enqueueMails(5);
    api.dispatch(ids);
    await eventually(async () => (await database.rows()).every((row) => row.dispatched));
    await start('worker');
    await allDone();
    expect(runs).toBe(0);
  });

  it('waits for a Redis that is down and is done when it is back; no one waits meanwhile', async () => {
    const service = await start('all');
    await connected(service);
    await redis.kill();
    const ids = await service.enqueueMails(20);
    expect(timedDispatch(service, ids)).toBeLessThan(20);
    await eventually(() => !service.get(RedisService).isUp());
    const began = performance.now();
    expect(await service.get(RedisService).tryRun((client) => client.incr('x'))).toBeNull();
    expect(performance.now() - began).toBeLessThan(20);
    await redis.run();
    await allDone();
  });

  it('is done with a Redis that was down when the process started', async () => {
    await redis.kill();
    const service = await start('all');
    service.dispatch(await service.enqueueMails(3));
    await redis.run();
    await allDone();
  });

  it('is done after Redis came back with nothing in it', async () => {
    const api = await start('api');
    await connected(api);
    api.dispatch(await api.enqueueMails(20));
    await eventually(
      async () => (await redis.ask((client) => client.llen('{organizations}:invitation-mail:wait'))) === 20,
    );
    await redis.kill();
    await redis.run();
    await eventually(
      async () => (await redis.ask((client) => client.llen('{organizations}:invitation-mail:wait'))) === 20,
      5_000,
    );
    await start('worker');
    await allDone();
  });

  it('holds no one up while Redis is frozen, and is done when it thaws', async () => {
    const service = await start('all');
    await connected(service);
    redis.freeze();
    for (let call = 0; call < 20; call += 1) {
      const began = performance.now();
      const ids = await service.enqueueMails(20);
      expect(timedDispatch(service, ids)).toBeLessThan(20);
      expect(performance.now() - began).toBeLessThan(1_000);
    }
    const began = performance.now();
    expect(await service.get(RedisService).tryRun((client) => client.incr('x'))).toBeNull();
    expect(performance.now() - began).toBeLessThan(500);
    await eventually(() => !service.get(RedisService).isUp());
    redis.thaw();
    await allDone();
  });

  it('is dispatched without a throw after the process closed', async () => {
    const service = await start('all');
    const ids = await service.enqueueMails(1);
    await service.close();
    running = [];
    expect(() => {
      service.get(OutboxDispatcher).dispatch(ids);
    }).not.toThrow();
  });
});
