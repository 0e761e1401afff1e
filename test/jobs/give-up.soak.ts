import { Outbox, type JobPayload } from '../../src/platform/jobs/index.js';
import { JobHandlers } from '../../src/platform/jobs/job-handlers.js';
import { GIVE_UP_AFTER_A_DAY, NEVER_GIVE_UP } from '../../src/platform/jobs/job-handler.js';
import { OutboxRows } from '../../src/platform/jobs/outbox-rows.js';
import { QUEUES } from '../../src/queues.js';
import { registry } from '../../src/platform/metrics/metrics.js';
import { eventually } from './support/eventually.js';
import type { TestProcess } from './support/process.js';
import { JobsFixture } from './support/jobs-fixture.js';
import { GlobalDatabase } from '../../src/platform/database/global-database.js';

const JOB = 'poisoned';

/** Work on a queue, of which the one that is poisoned always throws. */
async function enqueueJobs(
  service: TestProcess,
  fixture: JobsFixture,
  queue: string,
  payloads: JobPayload[],
): Promise<string[]> {
  const ids: string[] = [];
  await new GlobalDatabase(fixture.database.source).transaction(async (tx) => {
    for (const payload of payloads) {
      ids.push(await service.get(Outbox).enqueueGlobal(tx, { organizationId: null, queue, name: JOB, payload }));
    }
  });
  service.dispatch(ids);
  return ids;
}

async function givenUpCount(queue: string): Promise<number> {
  const { values } = (await registry.getSingleMetric('jobs_given_up_total')?.get()) ?? { values: [] };
  return values.find(({ labels }) => labels['queue'] === queue && labels['name'] === JOB)?.value ?? 0;
}

/** As if the work had failed for that long already, and were due. */
async function failingFor(fixture: JobsFixture, id: string, interval: string): Promise<void> {
  await fixture.database.source.query(
    `update outbox set failing_since = now() - $2::interval, due_at = now(), attempts = greatest(attempts, 5) where id = $1 and finished_at is null`,
    [id, interval],
  );
}

describe('work that always fails on the same input, on every queue', () => {
  it.each(QUEUES.map(({ name }) => name))(
    'of %s keeps no other waiting, is tried more and more seldom, and is given up after a day',
    (queue) =>
      JobsFixture.run(async (fixture) => {
        const service = await fixture.start();
        const [runs, ended]: [JobPayload[], JobPayload[]] = [[], []];
        service.get(JobHandlers).register(queue, JOB, (payload) => {
          runs.push(payload);
          return payload['isBad'] === true ? Promise.reject(new TypeError('ada@example.com')) : Promise.resolve('done');
        });
        service.get(JobHandlers).registerGivenUp(queue, JOB, (payload) => {
          ended.push(payload);
          return Promise.resolve();
        });
        const before = await givenUpCount(queue);
        const bad = { isBad: true };
        const [first = '', ...others] = await enqueueJobs(service, fixture, queue, [
          bad,
          ...Array.from({ length: 12 }, () => ({})),
        ]);
        await eventually(async () => {
          const rows = await fixture.database.rows();
          return rows.filter(({ id }) => others.includes(id)).every(({ finished }) => finished);
        });
        await eventually(async () => (await fixture.database.row(first)).last_error === 'TypeError');
        expect(await fixture.database.row(first)).toMatchObject({ finished: false });

        await failingFor(fixture, first, '23 hours 50 minutes');
        const tried = runs.filter(({ isBad }) => isBad === true).length;
        await eventually(() => runs.filter(({ isBad }) => isBad === true).length > tried);
        expect([ended, (await fixture.database.row(first)).finished]).toEqual([[], false]);

        await failingFor(fixture, first, '24 hours 1 minute');
        await eventually(async () => (await fixture.database.row(first)).finished);
        expect(await fixture.database.row(first)).toMatchObject({ last_error: 'TypeError', locked: false });
        expect(ended).toEqual([bad]);
        expect((await givenUpCount(queue)) - before).toBe(1);
      }),
  );
});

describe('giving up', () => {
  it('is not for work that waits for someone else, nor for what fails now and then', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      let runs = 0;
      service.get(JobHandlers).register('payments', JOB, () => {
        runs += 1;
        return Promise.resolve({ retryAt: new Date(Date.now() + 50), error: 'waiting' });
      });
      const [id = ''] = await enqueueJobs(service, fixture, 'payments', [{}]);
      await eventually(() => runs > 0);
      await failingFor(fixture, id, '30 days');
      const before = runs;
      await eventually(() => runs > before + 2);
      expect((await fixture.database.row(id)).finished).toBe(false);
      const [row] = await fixture.database.source.query<{ failing_since: string | null }[]>(
        'select failing_since from outbox',
      );
      expect(row?.failing_since).toBeNull();
    }));

  it('never happens where a handler says so', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      let runs = 0;
      const fail = (): Promise<never> => {
        runs += 1;
        return Promise.reject(new Error('no'));
      };
      service.get(JobHandlers).register('payments', JOB, fail, null, NEVER_GIVE_UP);
      const [id = ''] = await enqueueJobs(service, fixture, 'payments', [{}]);
      await eventually(() => runs > 0);
      const before = runs;
      await failingFor(fixture, id, '100 days');
      await eventually(() => runs > before);
      expect((await fixture.database.row(id)).finished).toBe(false);
    }));

  it('is retried where it fails itself', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      let asked = 0;
      service
        .get(JobHandlers)
        .register('payments', JOB, () => Promise.reject(new Error('no')), null, GIVE_UP_AFTER_A_DAY);
      service.get(JobHandlers).registerGivenUp('payments', JOB, () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('not now')) : Promise.resolve();
      });
      const [id = ''] = await enqueueJobs(service, fixture, 'payments', [{}]);
      await eventually(async () => (await fixture.database.row(id)).last_error === 'Error');
      await failingFor(fixture, id, '25 hours');
      await eventually(() => asked === 1);
      await eventually(async () => {
        await fixture.database.source.query(
          'update outbox set due_at = now() where finished_at is null and locked_by is null',
        );
        return (await fixture.database.row(id)).finished;
      });
      expect(asked).toBe(2);
    }));

  it('on work that this version does not know happens after a week', () =>
    JobsFixture.run(async (fixture) => {
      const service = await fixture.start();
      const [known = ''] = await enqueueJobs(service, fixture, 'payments', [{}]);
      await eventually(async () => (await fixture.database.row(known)).last_error === 'handler-missing');
      await failingFor(fixture, known, '6 days');
      await eventually(async () => (await fixture.database.row(known)).attempts > 1);
      expect((await fixture.database.row(known)).finished).toBe(false);
      await failingFor(fixture, known, '8 days');
      await eventually(async () => (await fixture.database.row(known)).finished);

      await fixture.database.source.query(
        `insert into outbox (id, queue, name, payload, due_at, created_at)
         select gen_random_uuid(), 'of-tomorrow', 'x', '{}', now(), now() - age * interval '1 day' from unnest(array[6, 8]) age`,
      );
      const ended = await service.get(OutboxRows).giveUpUnknown(QUEUES.map(({ name }) => name));
      expect(ended).toMatchObject([{ queue: 'of-tomorrow', name: 'x' }]);
    }));
});
