import { launch, type ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';
import { RowBarrier } from '../reassignment/support/row-barrier.js';
import {
  waitUntilFinished,
  seededRandom,
  countLeadsByOwner,
  getRun,
  seedLeads,
  staff,
  type Organization,
} from '../reassignment/support/runs.js';

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

/** Kills the worker, forgets its lease, which would run out after fifteen seconds, and starts the next one. */
async function killWorker(): Promise<void> {
  await worker.kill();
  await barrier.release();
  await world.database.admin.query('update outbox set locked_until = now(), due_at = now() where finished_at is null');
}

async function startWorker(): Promise<void> {
  worker = await launch({ ...world.environment, PROCESS_ROLE: 'worker' });
}

async function remove({ owner, path }: Organization, id: string, query = ''): Promise<string> {
  const { status, body } = await owner.delete(`${path}/members/${id}${query}`);
  expect(status).toBe(202);
  return body.reassignmentId as string;
}

async function undo({ owner, path }: Organization, id: string): Promise<string> {
  const { status, body } = await owner.post(`${path}/members/${id}/reinstate`);
  expect(status).toBe(200);
  return body.reassignmentId as string;
}

const owners = async (organization: Organization) => {
  const counts: Record<string, number> = {};
  for (const { owner, count } of await countLeadsByOwner(world, organization)) {
    counts[owner ?? 'none'] = (counts[owner ?? 'none'] ?? 0) + count;
  }
  return counts;
};

const movesLeft = async ({ id }: Organization) =>
  (await world.database.admin.query('select 1 from removal_move where organization_id = $1', [id])).rows.length;

describe('undoing a removal whose worker is killed', () => {
  it('anywhere, in the removal and in the undo, returns every record exactly once', async () => {
    const { organization, a, b, c } = await staff(world);
    const [unassignedBefore, movedManually] = [400, 300];
    await seedLeads(world, organization, a.membershipId, 6_000);
    await world.database.admin.query(
      `update lead set owner_id = null, previous_owner_id = owner_id, version = 100 where id in
         (select id from lead where organization_id = $1 order by id limit $2)`,
      [organization.id, unassignedBefore],
    );
    const random = seededRandom(17);
    await barrier.blockBefore('lead', 1 + random(900));
    const removal = await remove(organization, a.membershipId, `?reassignTo=${b.membershipId}:2,${c.membershipId}:1`);
    for (let kill = 1; kill <= 4; kill += 1) {
      await barrier.waitUntilReached();
      await killWorker();
      // What was moved is what was written down: both are of the batches that were committed.
      const { [b.membershipId]: toB = 0, [c.membershipId]: toC = 0 } = await owners(organization);
      expect(await movesLeft(organization)).toBe(toB + toC);
      const isCounting = random(3) === 0;
      if (kill < 4) await barrier.blockBefore(isCounting ? 'reassignment' : 'lead', isCounting ? 1 : 1 + random(1_500));
      await startWorker();
    }
    expect(await waitUntilFinished(organization, removal)).toMatchObject({
      status: 'completed',
      progress: { done: 5_600 },
    });
    await world.database.admin.query(
      `update lead set owner_id = $3, previous_owner_id = owner_id, version = 200 where id in
         (select id from lead where organization_id = $1 and owner_id = $2 order by id limit $4)`,
      [organization.id, b.membershipId, c.membershipId, movedManually],
    );
    await barrier.blockBefore('lead', 1 + random(900));
    const undone = await undo(organization, a.membershipId);
    for (let kill = 1; kill <= 4; kill += 1) {
      await barrier.waitUntilReached();
      await killWorker();
      const isCounting = random(3) === 0;
      if (kill < 4) await barrier.blockBefore(isCounting ? 'reassignment' : 'lead', isCounting ? 1 : 1 + random(1_500));
      await startWorker();
    }
    expect(await waitUntilFinished(organization, undone)).toMatchObject({
      status: 'completed',
      progress: { total: 5_600 - movedManually, done: 5_600 - movedManually },
    });
    expect(await owners(organization)).toEqual({
      none: unassignedBefore,
      [a.membershipId]: 5_600 - movedManually,
      [c.membershipId]: movedManually,
    });
    const back = (await countLeadsByOwner(world, organization)).filter(({ owner }) => owner === a.membershipId);
    // Away once and back once, each record.
    expect(new Set(back.map(({ version }) => version))).toEqual(new Set([3]));
    expect(await movesLeft(organization)).toBe(0);
  }, 300_000);
});

describe('undoing a removal that has not finished', () => {
  it('queued: ends its run before the first batch, and every record stays where it is', async () => {
    const { organization, a, b } = await staff(world);
    await seedLeads(world, organization, a.membershipId, 3_000);
    await worker.stop();
    const removal = await remove(organization, a.membershipId, `?reassignTo=${b.membershipId}`);
    expect(await getRun(organization, removal)).toMatchObject({ status: 'queued', progress: { done: 0 } });
    const undone = await undo(organization, a.membershipId);
    await startWorker();
    expect(await waitUntilFinished(organization, removal)).toMatchObject({
      status: 'cancelled',
      progress: { done: 0 },
    });
    expect(await waitUntilFinished(organization, undone)).toMatchObject({ status: 'completed', progress: { done: 0 } });
    expect(await countLeadsByOwner(world, organization)).toMatchObject([
      { owner: a.membershipId, version: 1, count: 3_000 },
    ]);
    expect(await movesLeft(organization)).toBe(0);
  }, 120_000);

  it('running: ends its run, returns what that moved, and leaves the rest', async () => {
    const { organization, a, b } = await staff(world);
    await seedLeads(world, organization, a.membershipId, 3_000);
    // Behind the first batch, so that something was moved.
    await barrier.blockBefore('lead', 1_500);
    const removal = await remove(organization, a.membershipId, `?reassignTo=${b.membershipId}`);
    await barrier.waitUntilReached();
    const { status, progress } = await getRun(organization, removal);
    expect(status).toBe('running');
    expect(progress.done).toBeGreaterThan(0);
    const undoing = undo(organization, a.membershipId);
    await barrier.release();
    const undone = await undoing;
    expect(await waitUntilFinished(organization, removal)).toMatchObject({ status: 'cancelled' });
    expect(await waitUntilFinished(organization, undone)).toMatchObject({ status: 'completed' });
    expect(await owners(organization)).toEqual({ [a.membershipId]: 3_000 });
    const versions = (await countLeadsByOwner(world, organization)).map(({ version }) => version);
    expect(versions).toContain(1);
    expect(versions).toContain(3);
    expect(await movesLeft(organization)).toBe(0);
  }, 120_000);

  it('and removing again before the undo has finished: the next undo returns all of it', async () => {
    const { organization, a, b } = await staff(world);
    await seedLeads(world, organization, a.membershipId, 3_000);
    await waitUntilFinished(organization, await remove(organization, a.membershipId, `?reassignTo=${b.membershipId}`));
    // The second batch of the undo waits while the member is removed again.
    await barrier.blockBefore('lead', 1_500);
    const first = await undo(organization, a.membershipId);
    await barrier.waitUntilReached();
    const removing = remove(organization, a.membershipId);
    await barrier.release();
    const again = await removing;
    expect(await waitUntilFinished(organization, again)).toMatchObject({ status: 'completed' });
    const { status } = await waitUntilFinished(organization, first);
    expect(['failed', 'completed']).toContain(status);
    expect(await waitUntilFinished(organization, await undo(organization, a.membershipId))).toMatchObject({
      status: 'completed',
    });
    expect(await owners(organization)).toEqual({ [a.membershipId]: 3_000 });
    expect(await movesLeft(organization)).toBe(0);
  }, 120_000);
});

describe('a hundred thousand records', () => {
  it('are away and back, exactly', async () => {
    const { organization, a, b, c } = await staff(world);
    // The planner knows the organizations before, and expects a single row of this one.
    await world.database.admin.query('analyze');
    await seedLeads(world, organization, a.membershipId, 100_000);
    const began = performance.now();
    await waitUntilFinished(
      organization,
      await remove(organization, a.membershipId, `?reassignTo=${b.membershipId}:1,${c.membershipId}:1`),
    );
    const away = performance.now();
    expect(await owners(organization)).toEqual({ [b.membershipId]: 50_000, [c.membershipId]: 50_000 });
    const from = performance.now();
    await waitUntilFinished(organization, await undo(organization, a.membershipId));
    const back = performance.now();
    expect(await owners(organization)).toEqual({ [a.membershipId]: 100_000 });
    expect(await movesLeft(organization)).toBe(0);
    process.stdout.write(
      `100,000 records: away in ${Math.round(away - began)} ms, back in ${Math.round(back - from)} ms\n`,
    );
  }, 300_000);
});
