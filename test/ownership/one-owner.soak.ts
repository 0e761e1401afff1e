import fc from 'fast-check';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';
import { MemberGroup, applyToModel, type Model, type Step } from './support/member-group.js';

// The same steps every time, unless someone wants others: SEED=… STEPS=5000 npx jest test/ownership/one-owner
const SEED = Number(process.env['SEED'] ?? 20_261_124);
const STEPS = Number(process.env['STEPS'] ?? 1_500);
const STEPS_OF_A_RUN = 50;
const GROUP_SIZE = 6;
const CONCURRENT_STEPS = 50;

let world: World;
let second: ServiceProcess;
beforeAll(async () => {
  world = await World.start();
  second = await world.startAnotherProcess();
});
afterAll(async () => {
  await second.stop();
  await world.stop();
});

interface RealSystem {
  readonly group: MemberGroup;
}

interface State {
  readonly roles: Model;
  readonly everMember: Set<number>;
}

let performedSteps = 0;

/** A step that is applied to the API and to the model. */
class PerformStep implements fc.AsyncCommand<State, RealSystem> {
  constructor(private readonly step: Step) {}

  check(): boolean {
    return true;
  }

  async run({ roles, everMember }: State, { group }: RealSystem): Promise<void> {
    const expected = applyToModel(roles, everMember, this.step);
    roles.forEach((role, place) => role && everMember.add(place));
    const answers = await group.perform(this.step);
    performedSteps += 1;
    expect(answers.map(({ status }) => status)).toEqual(expected);
    const owner = await group.owner();
    expect(owner).toBe(roles.indexOf('owner'));
    expect(await group.roles(owner)).toEqual(roles);
  }

  toString(): string {
    return JSON.stringify(this.step);
  }
}

const person = fc.nat({ max: GROUP_SIZE - 1 });
const role = fc.constantFrom('admin' as const, 'admin' as const, 'member' as const, 'viewer' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('transfer' as const), by: person, whom: person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const), by: person, whom: person }) },
  { weight: 1, arbitrary: person.map((who): Step => ({ kind: 'remove', by: who, whom: who })) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change role' as const), by: person, whom: person, role }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('invite' as const), by: person, whom: person, role }) },
);

describe('an organization', () => {
  it(
    `has exactly one owner after each of ${STEPS} random steps, as a simple model has (SEED=${SEED})`,
    async () => {
      const commands = fc.commands([step.map((one) => new PerformStep(one))], {
        maxCommands: STEPS_OF_A_RUN,
        size: 'max',
      });
      let seed = SEED;
      while (performedSteps < STEPS) {
        const property = fc.asyncProperty(commands, (steps) =>
          fc.asyncModelRun(async () => {
            const group = await MemberGroup.create(world, GROUP_SIZE);
            const roles: Model = group.people.map((_one, place) => (place === 0 ? 'owner' : null));
            return { model: { roles, everMember: new Set([0]) }, real: { group } };
          }, steps),
        );
        await fc.assert(property, { seed, numRuns: 4, endOnFailure: false });
        seed += 1;
      }
      process.stdout.write(`one owner: ${performedSteps} steps, SEED=${SEED}\n`);
    },
    60_000 + STEPS * 500,
  );

  it(
    `has exactly one owner after ${CONCURRENT_STEPS} random steps at once in two processes, without an internal error`,
    async () => {
      const group = await MemberGroup.create(world, GROUP_SIZE);
      const rounds = Math.max(5, Math.round(STEPS / CONCURRENT_STEPS / 2));
      const counts: Record<number, number> = {};
      for (let round = 0; round < rounds; round += 1) {
        await refill(group);
        const steps = fc.sample(step, { seed: SEED + round, numRuns: CONCURRENT_STEPS });
        const answers = await Promise.all(
          steps.map((one, index) => group.perform(one, index % 2 === 0 ? world.service.url : second.url)),
        );
        for (const { status, text } of answers.flat()) {
          counts[status] = (counts[status] ?? 0) + 1;
          if (status >= 500) throw new Error(`round ${round}: ${text}`);
        }
        const roles = await group.readRoles();
        expect(await group.owner()).toBe(roles.indexOf('owner'));
        expect(await group.roles(roles.indexOf('owner'))).toEqual(roles);
      }
      expect(Object.keys(counts)).toEqual(expect.arrayContaining(['200', '202', '403', '409']));
      process.stdout.write(
        `one owner: ${rounds} rounds of ${CONCURRENT_STEPS} at once, SEED=${SEED}: ${JSON.stringify(counts)}\n`,
      );
    },
    60_000 + STEPS * 500,
  );
});

/** Everyone is a member again, half of them admins: otherwise most of the next steps would be refused. */
async function refill(group: MemberGroup): Promise<void> {
  const by = (await group.readRoles()).indexOf('owner');
  for (let whom = 0; whom < GROUP_SIZE; whom += 1) {
    const role = whom % 2 === 0 ? 'admin' : 'member';
    await group.perform({ kind: 'invite', by, whom, role });
    await group.perform({ kind: 'change role', by, whom, role });
  }
  await group.readRoles();
}
