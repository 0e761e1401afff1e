import { RedisService } from '../../src/platform/jobs/index.js';
import { JobQueues } from '../../src/platform/jobs/job-queues.js';
import { OutboxRows } from '../../src/platform/jobs/outbox-rows.js';
import { eventually } from './support/eventually.js';
import { TestDatabase } from './support/database.js';
import { TestProcess } from './support/process.js';
import { RedisProcess } from './support/redis-process.js';

describe('a worker', () => {
  let database: TestDatabase;
  let redis: RedisProcess;
  let running: TestProcess[] = [];

  beforeEach(async () => {
    [database, redis] = await Promise.all([TestDatabase.create(), RedisProcess.start()]);
  });

  afterEach(async () => {
    await Promise.all(running.map((process) => process.close()));
    running = [];
    await Promise.all([database.remove(), redis.remove()]);
  });

  async function start(options: { repeatables?: boolean } = {}): Promise<TestProcess> {
    const process = await TestProcess.start(database, redis.url, 'all', options);
    running.push(process);
    await eventually(() => process.get(RedisService).isUp());
    return process;
  }

  it('tries again what failed, and keeps of the error nothing but its code', async () => {
    const service = await start();
    const times: number[] = [];
    service.behaviour.mail = () => {
      times.push(performance.now());
      if (times.length === 1) {
        return Promise.reject(Object.assign(new Error('no route to ada@example.com'), { code: 'ECONNREFUSED' }));
      }
      if (times.length === 2) return Promise.resolve({ retryAt: new Date(Date.now() + 300), error: 'smtp-451' });
      return Promise.resolve('done');
    };
    const [id = ''] = await service.enqueueMails(1);
    service.dispatch([id]);
    await eventually(async () => (await database.row(id)).last_error === 'Error:ECONNREFUSED', 4_000);
    await eventually(async () => (await database.row(id)).last_error === 'smtp-451', 4_000);
    await eventually(async () => (await database.row(id)).finished, 4_000);
    expect(times.map((time, run) => Math.round((time - (times[run - 1] ?? time)) / 1_000))).toEqual([0, 1, 0]);
    expect(await database.row(id)).toMatchObject({ attempts: 3, last_error: null, locked: false });
  });

  it('never runs a row while another does, however often Redis delivers it', async () => {
    const services = [await start(), await start()];
    const now = new Map<string, number>();
    let overlaps = 0;
    let runs = 0;
    let held = 0;
    let release: () => void = () => undefined;
    const released = new Promise<void>((open) => {
      release = open;
    });
    for (const service of services) {
      service.behaviour.mail = async (_payload, { outboxId }) => {
        now.set(outboxId, (now.get(outboxId) ?? 0) + 1);
        if ((now.get(outboxId) ?? 0) > 1) overlaps += 1;
        runs += 1;
        held += 1;
        await released;
        now.set(outboxId, (now.get(outboxId) ?? 0) - 1);
        return 'done';
      };
    }
    const [first] = services;
    const ids = (await first?.enqueueMails(3)) ?? [];
    first?.dispatch(ids);
    await eventually(() => held === 3);
    const queue = first?.get(JobQueues).get('invitation-mail');
    const doubles = ids.flatMap((outboxId) => Array.from({ length: 20 }, (_, n) => ({ outboxId, attempt: 100 + n })));
    for (const { outboxId, attempt } of doubles) {
      await queue?.add('send', { outboxId, attempt, organizationId: null }, { jobId: `${outboxId}-${attempt}` });
    }
    await eventually(async () => (await queue?.getCompletedCount()) === doubles.length);
    release();
    await eventually(async () => (await database.countUnfinished()) === 0);
    expect({ runs, overlaps }).toEqual({ runs: 3, overlaps: 0 });
  });

  it('closes quickly when nothing runs, with Redis up, down from the start, or frozen', async () => {
    const [healthy, idle] = [await start(), await start()];
    expect(await healthy.close()).toBeLessThan(2_000);
    redis.freeze();
    expect(await idle.close()).toBeLessThan(8_000);
    running = [];
    redis.thaw();
    await redis.kill();
    const alone = await TestProcess.start(database, redis.url, 'all');
    expect(await alone.close()).toBeLessThan(8_000);
  });

  it('runs each scheduled run of a repeatable once among several workers, also after Redis was wiped', async () => {
    const services = [await start({ repeatables: true }), await start({ repeatables: true })];
    const totalRuns = (): number => services.reduce((sum, service) => sum + service.behaviour.tickRuns, 0);
    await eventually(() => totalRuns() >= 3);
    await redis.kill();
    await redis.run();
    const before = totalRuns();
    await eventually(() => totalRuns() >= before + 3);
    // Each scheduled run is one row; a row run twice would show as more runs than rows.
    await Promise.all(services.map((service) => service.close()));
    running = [];
    expect(totalRuns()).toBe((await database.rows()).filter((row) => row.finished).length);
  });

  it('forgets what was finished a week ago', async () => {
    const service = await start();
    const ids = await service.enqueueMails(3);
    await database.source.query(
      `update outbox set finished_at = now() - case when id = $1 then interval '6 days' else interval '8 days' end`,
      [ids[0]],
    );
    expect(await service.get(OutboxRows).deleteFinished(10)).toBe(2);
    expect((await database.rows()).map((row) => row.id)).toEqual([ids[0]]);
  });
});
