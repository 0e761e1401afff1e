import { countDeadlocks } from '../seats/support/seat-count.js';
import type { ServiceProcess } from '../support/service.js';
import type { World } from '../support/world.js';
import { createWriteFixture, startWorldOfWriters, type WriteFixture } from './support/use-cases.js';

const LOOPS = 3;
/** How often each of a pair is done in every loop. */
const TIMES = 2;

let world: World;
let second: ServiceProcess;
let fixture: WriteFixture;
beforeAll(async () => {
  world = await startWorldOfWriters();
  second = await world.startAnotherProcess();
  fixture = await createWriteFixture(world);
}, 120_000);
afterAll(async () => {
  await second.stop();
  await world.stop();
});

it('answers all pairs of writing use cases at once in one organization, without a failure and without a circle', async () => {
  const all = { ...fixture.writes, ...fixture.accessChanges };
  const names = Object.keys(all);
  const failed: string[] = [];
  const run = async (name: string): Promise<void> => {
    for (let time = 0; time < TIMES; time += 1) {
      for (const { status, text } of (await all[name]?.()) ?? []) {
        if (status >= 500) failed.push(`${name}: ${status} ${text}`);
      }
    }
  };
  for (const [at, one] of names.entries()) {
    for (const other of names.slice(at)) {
      await Promise.all(Array.from({ length: LOOPS }, () => [run(one), run(other)]).flat());
      // Whatever the pair ended is there again for the next one.
      for (const change of ['restore', 'transfer back', 'reinstate']) await fixture.accessChanges[change]?.();
      expect({ pair: [one, other], failed }).toEqual({ pair: [one, other], failed: [] });
    }
  }
  expect(await countDeadlocks(world)).toBe(0);
  for (const service of [world.service, second]) expect(service.output()).not.toMatch(/40P01|"level":"error"/);
}, 1_800_000);
