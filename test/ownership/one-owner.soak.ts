import fc from 'fast-check';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';
import { Crew, expectAndDo, type Model, type Step } from './support/crew.js';

// The same steps every time, unless somebody wants others: SEED=… STEPS=5000 npx jest test/ownership/one-owner
const SEED = Number(process.env['SEED'] ?? 20_261_124);
const STEPS = Number(process.env['STEPS'] ?? 1_500);
const STEPS_OF_A_RUN = 50;
const CREW = 6;
const CROWD = 50;

let world: World;
let second: ServiceProcess;
beforeAll(async () => {
  world = await World.start();
  second = await world.another();
});
afterAll(async () => {
  await second.stop();
  await world.stop();
});

interface Reality {
  readonly crew: Crew;
}

interface State {
  readonly roles: Model;
  readonly everMember: Set<number>;
}

let taken = 0;

/** A step that the API and the plain model take side by side. */
class TakeStep implements fc.AsyncCommand<State, Reality> {
  constructor(private readonly step: Step) {}

  check(): boolean {
    return true;
  }

  async run({ roles, everMember }: State, { crew }: Reality): Promise<void> {
    const expected = expectAndDo(roles, everMember, this.step);
    roles.forEach((role, place) => role && everMember.add(place));
    const answers = await crew.take(this.step);
    taken += 1;
    expect(answers.map(({ status }) => status)).toEqual(expected);
    const owner = await crew.owner();
    expect(owner).toBe(roles.indexOf('owner'));
    expect(await crew.roles(owner)).toEqual(roles);
  }

  toString(): string {
    return JSON.stringify(this.step);
  }
}

const person = fc.nat({ max: CREW - 1 });
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
    `has exactly one owner after each of ${STEPS} random steps, as a plain model has (SEED=${SEED})`,
    async () => {
      const commands = fc.commands([step.map((one) => new TakeStep(one))], {
        maxCommands: STEPS_OF_A_RUN,
        size: 'max',
      });
      let seed = SEED;
      while (taken < STEPS) {
        const property = fc.asyncProperty(commands, (steps) =>
          fc.asyncModelRun(async () => {
            const crew = await Crew.gather(world, CREW);
            const roles: Model = crew.people.map((_one, place) => (place === 0 ? 'owner' : null));
            return { model: { roles, everMember: new Set([0]) }, real: { crew } };
          }, steps),
        );
        await fc.assert(property, { seed, numRuns: 4, endOnFailure: false });
        seed += 1;
      }
      process.stdout.write(`one owner: ${taken} steps, SEED=${SEED}\n`);
    },
    60_000 + STEPS * 500,
  );

  it(
    `has exactly one owner after ${CROWD} random steps at once in two processes, and no one is told of a mistake of ours`,
    async () => {
      const crew = await Crew.gather(world, CREW);
      const rounds = Math.max(5, Math.round(STEPS / CROWD / 2));
      const counts: Record<number, number> = {};
      for (let round = 0; round < rounds; round += 1) {
        await refill(crew);
        const steps = fc.sample(step, { seed: SEED + round, numRuns: CROWD });
        const answers = await Promise.all(
          steps.map((one, index) => crew.take(one, index % 2 === 0 ? world.service.url : second.url)),
        );
        for (const { status, text } of answers.flat()) {
          counts[status] = (counts[status] ?? 0) + 1;
          if (status >= 500) throw new Error(`round ${round}: ${text}`);
        }
        const roles = await crew.look();
        expect(await crew.owner()).toBe(roles.indexOf('owner'));
        expect(await crew.roles(roles.indexOf('owner'))).toEqual(roles);
      }
      expect(Object.keys(counts)).toEqual(expect.arrayContaining(['200', '202', '403', '409']));
      process.stdout.write(
        `one owner: ${rounds} rounds of ${CROWD} at once, SEED=${SEED}: ${JSON.stringify(counts)}\n`,
      );
    },
    60_000 + STEPS * 500,
  );
});

/** Everybody is a member again, half of them admins: else most steps of the next crowd would be refused. */
async function refill(crew: Crew): Promise<void> {
  const by = (await crew.look()).indexOf('owner');
  for (let whom = 0; whom < CREW; whom += 1) {
    const role = whom % 2 === 0 ? 'admin' : 'member';
    await crew.take({ kind: 'invite', by, whom, role });
    await crew.take({ kind: 'change role', by, whom, role });
  }
  await crew.look();
}
