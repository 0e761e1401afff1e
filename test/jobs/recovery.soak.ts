import { once } from 'node:events';
import { JobQueues } from '../../src/platform/jobs/job-queues.js';
import { eventually } from './support/eventually.js';
import { JobsFixture } from './support/jobs-fixture.js';

/** The contract's minute, and what we aim at. */
const AIM_MS = 17_000;

/** These wait for leases, sweeps and graces to pass, each with a fixture of its own: so they wait at the same time. */
const waiting = it.concurrent;
/** Processes that start side by side take their time. */
const LIMIT = 120_000;
jest.setTimeout(LIMIT);

describe('a worker', () => {
  waiting('that was killed in mid-job is replaced by another', () =>
    JobsFixture.run(async (fixture) => {
      const child = fixture.spawnWorker();
      const api = await fixture.start('api');
      api.dispatch(await api.enqueueMails(3));
      await eventually(async () => (await fixture.runs()) === 3, LIMIT);
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await fixture.start();
      const took = await eventually(async () => (await fixture.database.countUnfinished()) === 0);
      expect(took).toBeLessThan(25_000);
    }),
  );

  waiting.each(['up', 'down', 'frozen'])('ends by itself after SIGTERM in mid-job with Redis %s', (state) =>
    JobsFixture.run(async (fixture) => {
      const child = fixture.spawnWorker();
      const api = await fixture.start('api');
      api.dispatch(await api.enqueueMails(1));
      await eventually(async () => (await fixture.runs()) === 1, LIMIT);
      if (state === 'down') await fixture.redis.kill();
      if (state === 'frozen') fixture.redis.freeze();
      const began = performance.now();
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
      expect(performance.now() - began).toBeLessThan(8_000);
    }),
  );

  waiting('keeps its lease for as long as it works', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      let runs = 0;
      let finish: () => void = () => undefined;
      const slow = new Promise<void>((end) => {
        finish = end;
      });
      service.behaviour.mail = async () => {
        runs += 1;
        await slow;
        return 'done';
      };
      const { source } = fixture.database;
      const [id = ''] = await service.enqueueMails(1);
      service.dispatch([id]);
      await eventually(() => runs === 1);
      const before = (await source.query<{ end: string }[]>('select locked_until::text as end from outbox'))[0];
      await eventually(async () => {
        const rows = await source.query<{ past: boolean }[]>('select now() > $1::timestamptz as past', [before?.end]);
        return rows[0]?.past === true;
      });
      expect(await fixture.database.row(id)).toMatchObject({ locked: true, attempts: 1 });
      finish();
      await eventually(async () => (await fixture.database.row(id)).finished);
      expect(runs).toBe(1);
    }),
  );

  waiting('hands back what it can when it is closed, in less than 8 s, also without Redis', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      let started = 0;
      service.behaviour.mail = async (payload, { signal }) => {
        started += 1;
        // The second one does not listen.
        await new Promise((_resolve, reject) => {
          if (payload['mail'] === 0)
            signal.addEventListener('abort', () => {
              reject(new Error('interrupted'));
            });
        });
        return 'done';
      };
      const [stopping = '', notStopping = ''] = await service.enqueueMails(2);
      service.dispatch([stopping, notStopping]);
      await eventually(() => started === 2);
      await fixture.redis.kill();
      expect(await service.close()).toBeLessThan(8_000);
      fixture.running.length = 0;
      expect(await fixture.database.row(stopping)).toMatchObject({ finished: false, locked: false, dispatched: false });
      // No one else may start it before its lease ends, since it might still be running.
      expect(await fixture.database.row(notStopping)).toMatchObject({ finished: false, locked: true });
    }),
  );
});

describe('work that is due', () => {
  waiting('is done when the process died between the commit and the dispatch', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      await service.enqueueMails(3);
      await eventually(async () => (await fixture.database.countUnfinished()) === 0, 7_000);
    }),
  );

  waiting('is done after Redis was wiped while everyone stayed connected', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      const queue = service.get(JobQueues).get('invitation-mail');
      // Paused, so that the work is still in Redis when it is wiped; the wipe takes the pause along.
      await queue.pause();
      service.dispatch(await service.enqueueMails(20));
      await eventually(async () => (await queue.getPausedCount()) === 20);
      await fixture.redis.wipe();
      await eventually(async () => (await fixture.database.countUnfinished()) === 0, AIM_MS);
    }),
  );

  waiting('does not accumulate in Redis while no worker runs', () =>
    JobsFixture.run(async (fixture) => {
      const api = await fixture.start('api');
      api.dispatch(await api.enqueueMails(5));
      // One round of the sweeper: it asks Redis and finds all of them waiting, so it puts them off.
      await eventually(async () => {
        const [row] = await fixture.database.source.query<{ far: boolean }[]>(
          `select bool_and(due_at > dispatched_at + interval '15 s') as far from outbox`,
        );
        return row?.far === true;
      });
      expect(await fixture.redis.ask((client) => client.llen('{organizations}:invitation-mail:wait'))).toBe(5);
      expect((await fixture.database.rows()).every((row) => row.attempts === 1)).toBe(true);
    }),
  );
});
