import { sharesOf } from '../../src/offboarding/reassignment/reassignment.policy.js';
import { launch, type ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { RowBarrier } from './support/row-barrier.js';
import {
  waitUntilFinished,
  seededRandom,
  countLeadsByOwner,
  getRun,
  seedLeads,
  waitForBlockedTransaction,
  staff,
} from './support/runs.js';

let world: World;
let barrier: RowBarrier;
let worker: ServiceProcess;
beforeAll(async () => {
  world = await World.startOwnProcess({ PROCESS_ROLE: 'api' });
  barrier = await RowBarrier.install(world.database);
  worker = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
});
afterEach(() => barrier.release());
afterAll(async () => {
  barrier.remove();
  await worker.stop();
  await world.stop();
});

/** Kills the worker and forgets its lease, which would run out after fifteen seconds. */
async function killWorker(): Promise<void> {
  await worker.kill();
  await barrier.release();
  await world.database.admin.query('update outbox set locked_until = now(), due_at = now() where finished_at is null');
}

/** The next worker; anyone who waits for what it does need not wait for its being ready. */
async function startWorker(): Promise<void> {
  worker = await launch({ ...world.environment, PROCESS_ROLE: 'worker' });
}

describe('a reassignment whose worker is killed', () => {
  it('ten times, anywhere, moves every record exactly once, to its share', async () => {
    const { organization, a, b, c } = await staff(world);
    const { owner, path } = organization;
    const { id: me } = (await owner.get(`${path}/members?role=owner`)).body.data[0];
    await seedLeads(world, organization, a.membershipId, 6_001);
    const to = [b, c].map(({ membershipId }, index) => ({ membershipId, weight: 3 - index }));
    to.push({ membershipId: me, weight: 2 });
    const random = seededRandom(13);
    await barrier.blockBefore('lead', 1 + random(900));
    const { body } = await owner.post(`${path}/reassignments`, { from: a.membershipId, to, kinds: ['leads'] });
    let movedBefore = 0;
    for (let kill = 1; kill <= 10; kill += 1) {
      await barrier.waitUntilReached();
      await killWorker();
      const { status, progress } = await getRun(organization, body.id);
      // What was counted is what moved: both are of the batches that were committed.
      const moved = (await countLeadsByOwner(world, organization)).filter(
        (leadCount) => leadCount.owner !== a.membershipId,
      );
      expect(moved.reduce((sum, { count }) => sum + count, 0)).toBe(progress.done);
      expect(progress.done).toBeGreaterThanOrEqual(movedBefore);
      expect(status).not.toBe('completed');
      movedBefore = progress.done;
      // In the middle of a batch, or when it has moved its records and is about to count them.
      const isCounting = random(3) === 0;
      if (kill < 10)
        await barrier.blockBefore(isCounting ? 'reassignment' : 'lead', isCounting ? 1 : 1 + random(1_500));
      await startWorker();
    }
    expect(movedBefore).toBeGreaterThan(0);
    expect(await waitUntilFinished(organization, body.id)).toMatchObject({
      status: 'completed',
      progress: { total: 6_001, done: 6_001, byKind: { leads: { total: 6_001, done: 6_001 } } },
    });
    const expected = sharesOf(6_001, to).map(({ membershipId, count }) => ({
      owner: membershipId,
      previous: a.membershipId,
      version: 2,
      count,
    }));
    expect(await countLeadsByOwner(world, organization)).toEqual(expected.sort((x, y) => y.count - x.count));
    // Ten starts of a worker: a quarter of a minute, and far more where others keep the machine busy.
  }, 300_000);
});

describe('a target that is removed in mid-run', () => {
  it('ends it as failed with the reason; the rest of the share is unassigned and what was moved stays counted', async () => {
    const { organization, a, b, c } = await staff(world);
    const { owner, path } = organization;
    await seedLeads(world, organization, a.membershipId, 4_000);
    await barrier.blockBefore('lead', 1_500);
    const { body } = await owner.post(`${path}/reassignments`, {
      from: a.membershipId,
      to: [b, c].map(({ membershipId }) => ({ membershipId, weight: 1 })),
    });
    await barrier.waitUntilReached();
    await killWorker();
    // All of it to the first target, whose half it is.
    const { done } = (await getRun(organization, body.id)).progress;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(1_500);
    const removal = (await owner.delete(`${path}/members/${b.membershipId}`)).body;
    await startWorker();
    expect(await waitUntilFinished(organization, body.id)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('unassigned'),
      progress: { total: 4_000, done: 4_000 },
    });
    expect(await waitUntilFinished(organization, removal.reassignmentId)).toMatchObject({ status: 'completed' });
    const expected = [
      { owner: c.membershipId, previous: a.membershipId, version: 2, count: 2_000 },
      { owner: null, previous: a.membershipId, version: 2, count: 2_000 - done },
      // What the target had got already was theirs when they were removed.
      { owner: null, previous: b.membershipId, version: 3, count: done },
    ];
    const found = await countLeadsByOwner(world, organization);
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(expected));
  });
});

describe('two reassignments of one source at once', () => {
  it('wait for each other but never in a circle, and move no record twice', async () => {
    const { organization, a, b, c } = await staff(world);
    const { owner, path } = organization;
    await seedLeads(world, organization, a.membershipId, 6_000);
    const requested = await Promise.all(
      [b, c].map(({ membershipId: to }) => owner.post(`${path}/reassignments`, { from: a.membershipId, to })),
    );
    const done = await Promise.all(requested.map(({ body }) => waitUntilFinished(organization, body.id)));
    expect(done.map(({ status }) => status)).toEqual(['completed', 'completed']);
    const moved = await countLeadsByOwner(world, organization);
    for (const [index, { membershipId }] of [b, c].entries()) {
      const leadCount = moved.find(({ owner: holder }) => holder === membershipId);
      expect(leadCount?.count ?? 0).toBe(done[index]?.progress.done);
    }
    expect(moved.map(({ version }) => version)).toEqual(moved.map(() => 2));
    expect(done.reduce((sum, { progress }) => sum + progress.done, 0)).toBe(6_000);
    const { rows } = await world.database.admin.query(
      `select distinct attempts, last_error from outbox where organization_id = $1 and name = 'reassign'`,
      [organization.id],
    );
    expect(rows).toEqual([{ attempts: 1, last_error: null }]);
  });
});

describe('cancelling in mid-run', () => {
  it('takes effect between two batches: what was counted was moved, and nothing after it', async () => {
    const { organization, a, b } = await staff(world);
    const { owner, path } = organization;
    await seedLeads(world, organization, a.membershipId, 20_000);
    await barrier.blockBefore('lead', 1_500);
    const { body } = await owner.post(`${path}/reassignments`, { from: a.membershipId, to: b.membershipId });
    await barrier.waitUntilReached();
    const cancelling = owner.post(`${path}/reassignments/${body.id}/cancel`);
    await waitForBlockedTransaction(world);
    await barrier.release();
    const cancelled = await cancelling;
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', progress: { total: 20_000 } } });
    const { done } = cancelled.body.progress;
    expect(done).toBeGreaterThanOrEqual(1_500);
    await waitFor('the worker to have put it down', async () => {
      const { rowCount } = await world.database.admin.query(
        `select 1 from outbox where organization_id = $1 and name = 'reassign' and finished_at is not null`,
        [organization.id],
      );
      return (rowCount ?? 0) > 0;
    });
    expect(await getRun(organization, body.id)).toEqual(cancelled.body);
    expect(
      (await countLeadsByOwner(world, organization)).find((leadCount) => leadCount.owner === b.membershipId)?.count,
    ).toBe(done);
    expect(
      (await countLeadsByOwner(world, organization)).find((leadCount) => leadCount.owner === a.membershipId)?.count,
    ).toBe(20_000 - done);
  });
});

describe('a removal while the member creates a lead', () => {
  it('waits for it, and leaves it unassigned', async () => {
    const { organization, a } = await staff(world);
    const { owner, path } = organization;
    await barrier.blockBefore('lead', 1);
    const creating = a.post(`${path}/leads`, { name: 'Last' });
    await barrier.waitUntilReached();
    const removing = owner.delete(`${path}/members/${a.membershipId}`);
    await waitForBlockedTransaction(world);
    await barrier.release();
    expect((await creating).status).toBe(201);
    expect(await waitUntilFinished(organization, (await removing).body.reassignmentId)).toMatchObject({
      progress: { done: 1 },
    });
    expect(await countLeadsByOwner(world, organization)).toEqual([
      { owner: null, previous: a.membershipId, version: 2, count: 1 },
    ]);
  });
});

describe('a lead that is deleted while its deals move', () => {
  it('is deleted, and its deals move', async () => {
    const { organization, a, b } = await staff(world);
    const { owner, path } = organization;
    const lead = (await owner.post(`${path}/leads`, { name: 'Lead' })).body;
    // The newest lie first in the table: anyone who locks them as they lie meets anyone who goes by their creation.
    await world.database.admin.query(
      `insert into deal (organization_id, id, name, amount, currency, stage, owner_id, lead_id, created_at)
       select $1, gen_random_uuid(), 'Deal ' || n, 1, 'EUR', 'proposal', $2, $3, now() - n * interval '1 s'
       from generate_series(1, 500) n`,
      [organization.id, a.membershipId, lead.id],
    );
    await barrier.blockBefore('deal', 100);
    const deleting = owner.delete(`${path}/leads/${lead.id}`);
    await barrier.waitUntilReached();
    const { body } = await owner.post(`${path}/reassignments`, { from: a.membershipId, to: b.membershipId });
    await waitForBlockedTransaction(world);
    await barrier.release();
    expect((await deleting).status).toBe(204);
    expect(await waitUntilFinished(organization, body.id)).toMatchObject({
      status: 'completed',
      progress: { done: 500 },
    });
    const { rows } = await world.database.admin.query(
      `select owner_id, lead_id, version, count(*)::int from deal where organization_id = $1 group by 1, 2, 3`,
      [organization.id],
    );
    expect(rows).toEqual([{ owner_id: b.membershipId, lead_id: null, version: 3, count: 500 }]);
    const { rows: runs } = await world.database.admin.query(
      `select attempts, last_error from outbox where organization_id = $1 and name = 'reassign'`,
      [organization.id],
    );
    expect(runs).toEqual([{ attempts: 1, last_error: null }]);
  });
});
