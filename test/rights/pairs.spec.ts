import { countDeadlocks } from '../seats/support/seat-count.js';
import type { World } from '../support/world.js';
import { createWriteFixture, startWorldOfWriters, type WriteFixture } from './support/use-cases.js';

/** What the whole of it may take, on a machine that does nothing else. */
const LIMIT_MS = 60_000;
const LOOPS = 2;

let world: World;
let fixtures: WriteFixture[];
beforeAll(async () => {
  world = await startWorldOfWriters();
  fixtures = await Promise.all([createWriteFixture(world), createWriteFixture(world)]);
}, 120_000);
afterAll(() => world.stop());

/** One use case in loops, while every change of access happens once; answers what failed, and how often it succeeded. */
async function against(
  fixture: WriteFixture,
  name: string,
): Promise<{ failed: string[]; succeeded: number; changed: string[] }> {
  const failed: string[] = [];
  let succeeded = 0;
  let isOver = false;
  const loops = Array.from({ length: LOOPS }, async () => {
    while (!isOver) {
      for (const { status, text } of (await fixture.writes[name]?.()) ?? []) {
        if (status >= 500) failed.push(`${name}: ${status} ${text}`);
        if (status < 300) succeeded += 1;
      }
    }
  });
  const changed: string[] = [];
  for (const [change, make] of Object.entries(fixture.accessChanges)) {
    const answers = await make();
    for (const { status, text } of answers) if (status >= 500) failed.push(`${change}: ${status} ${text}`);
    if (answers.some(({ status }) => status < 300)) changed.push(change);
  }
  isOver = true;
  await Promise.all(loops);
  return { failed, succeeded, changed };
}

describe('each writing use case against removal, reinstatement, roles, transfer, keys and deletion', () => {
  it(
    'is answered, and nothing waits in a circle',
    async () => {
      const began = performance.now();
      const names = Object.keys(fixtures[0]?.writes ?? {});
      const left = [...names];
      const never: string[] = [];
      const failed: string[] = [];
      await Promise.all(
        fixtures.map(async (fixture) => {
          for (let name = left.shift(); name !== undefined; name = left.shift()) {
            const outcome = await against(fixture, name);
            failed.push(...outcome.failed);
            if (outcome.succeeded === 0) never.push(name);
            // Nothing is shown by changes that did not come about.
            expect({ name, changed: outcome.changed }).toEqual({ name, changed: Object.keys(fixture.accessChanges) });
          }
        }),
      );
      expect(failed).toEqual([]);
      expect(never).toEqual([]);
      expect(await countDeadlocks(world)).toBe(0);
      expect(world.service.output()).not.toMatch(/40P01|"level":"error"/);
      process.stdout.write(`${names.length} use cases in ${Math.round(performance.now() - began)} ms\n`);
    },
    4 * LIMIT_MS,
  );
});
