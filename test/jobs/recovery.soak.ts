import { once } from 'node:events';
import { JobQueues } from '../../src/platform/jobs/job-queues.js';
import { eventually } from './support/eventually.js';
import { Stage } from './support/stage.js';

/** The contract's minute, and what we aim at. */
const AIM_MS = 17_000;

/** These wait for leases, sweeps and graces to pass, each on a stage of its own: so they wait side by side. */
const waiting = it.concurrent;
/** Processes that start side by side take their time. */
const LIMIT = 120_000;
jest.setTimeout(LIMIT);

describe('a worker', () => {
  waiting('that was killed in mid-job is replaced by another', () =>
    Stage.play(async (stage) => {
      const child = stage.spawnWorker();
      const api = await stage.start('api');
      api.dispatch(await api.owe(3));
      await eventually(async () => (await stage.runs()) === 3, LIMIT);
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await stage.start();
      const took = await eventually(async () => (await stage.database.owed()) === 0);
      expect(took).toBeLessThan(25_000);
    }),
  );

  waiting.each(['there', 'gone', 'frozen'])('ends by itself after SIGTERM in mid-job with Redis %s', (state) =>
    Stage.play(async (stage) => {
      const child = stage.spawnWorker();
      const api = await stage.start('api');
      api.dispatch(await api.owe(1));
      await eventually(async () => (await stage.runs()) === 1, LIMIT);
      if (state === 'gone') await stage.redis.kill();
      if (state === 'frozen') stage.redis.freeze();
      const began = performance.now();
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await gone).toEqual([0, null]);
      expect(performance.now() - began).toBeLessThan(8_000);
    }),
  );

  waiting('keeps its lease for as long as it works', () =>
    Stage.play(async (stage) => {
      const service = await stage.start();
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
      const { source } = stage.database;
      const [id = ''] = await service.owe(1);
      service.dispatch([id]);
      await eventually(() => runs === 1);
      const before = (await source.query<{ end: string }[]>('select locked_until::text as end from outbox'))[0];
      await eventually(async () => {
        const rows = await source.query<{ past: boolean }[]>('select now() > $1::timestamptz as past', [before?.end]);
        return rows[0]?.past === true;
      });
      expect(await stage.database.row(id)).toMatchObject({ locked: true, attempts: 1 });
      finish();
      await eventually(async () => (await stage.database.row(id)).finished);
      expect(runs).toBe(1);
    }),
  );

  waiting('hands back what it can when it is closed, in less than 8 s, also without Redis', () =>
    Stage.play(async (stage) => {
      const service = await stage.start();
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
      const [polite = '', deaf = ''] = await service.owe(2);
      service.dispatch([polite, deaf]);
      await eventually(() => started === 2);
      await stage.redis.kill();
      expect(await service.close()).toBeLessThan(8_000);
      stage.running.length = 0;
      expect(await stage.database.row(polite)).toMatchObject({ finished: false, locked: false, dispatched: false });
      // No one else may start it before its lease ends, since it might still be running.
      expect(await stage.database.row(deaf)).toMatchObject({ finished: false, locked: true });
    }),
  );
});

describe('work that is due', () => {
  waiting('is done when the process died between the commit and the dispatch', () =>
    Stage.play(async (stage) => {
      const service = await stage.start();
      await service.owe(3);
      await eventually(async () => (await stage.database.owed()) === 0, 7_000);
    }),
  );

  waiting('is done after Redis was wiped while everybody stayed connected', () =>
    Stage.play(async (stage) => {
      const service = await stage.start();
      const queue = service.get(JobQueues).get('invitation-mail');
      // Paused, so that the work is still in Redis when it is wiped; the wipe takes the pause along.
      await queue.pause();
      service.dispatch(await service.owe(20));
      await eventually(async () => (await queue.getPausedCount()) === 20);
      await stage.redis.wipe();
      await eventually(async () => (await stage.database.owed()) === 0, AIM_MS);
    }),
  );

  waiting('does not pile up in Redis while no worker comes', () =>
    Stage.play(async (stage) => {
      const api = await stage.start('api');
      api.dispatch(await api.owe(5));
      // One round of the sweeper: it asks Redis and finds all of them waiting, so it puts them off.
      await eventually(async () => {
        const [row] = await stage.database.source.query<{ far: boolean }[]>(
          `select bool_and(due_at > dispatched_at + interval '15 s') as far from outbox`,
        );
        return row?.far === true;
      });
      expect(await stage.redis.ask((client) => client.llen('{organizations}:invitation-mail:wait'))).toBe(5);
      expect((await stage.database.rows()).every((row) => row.attempts === 1)).toBe(true);
    }),
  );
});
