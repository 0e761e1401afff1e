import { seededRandom, staff, waitUntilFinished as run } from '../reassignment/support/runs.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** What one record should be like. */
interface Modelled {
  owner: string | null;
  previous: string | null;
  /** Whose last removal moved it, while nothing else has moved it since. */
  movedFrom: string | null;
}

const LEADS = 12;
const STEPS = 60;

/**
 * Three members, twelve leads, and a random order of giving away, unassigning, removing (to no one, to one, to several) and
 * undoing; after each step every lead is where a plain model says.
 */
it.each([1, 2, 3])(
  'leads end where the rule says in any order of removals, undos and hand-overs (%i)',
  async (seed) => {
    const { organization, a, b, c } = await staff(world);
    const { owner, path } = organization;
    const me = (await owner.get(`${path}/members?role=owner`)).body.data[0].id as string;
    const people = [a.membershipId, b.membershipId, c.membershipId];
    const removed = new Set<string>();
    const random = seededRandom(seed);
    const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
    const leads = new Map<string, Modelled>();
    for (let number = 0; number < LEADS; number += 1) {
      const of = pick(people);
      const { body } = await owner.post(`${path}/leads`, { name: `Lead ${number}`, ownerId: of });
      leads.set(body.id as string, { owner: of, previous: null, movedFrom: null });
    }
    const active = () => [me, ...people.filter((one) => !removed.has(one))];

    const give = async (): Promise<string> => {
      const [id, lead] = pick([...leads]);
      const to = random(4) === 0 ? null : pick(active());
      if (to !== lead.owner) {
        expect((await owner.patch(`${path}/leads/${id}`, { ownerId: to })).status).toBe(200);
        Object.assign(lead, { owner: to, previous: lead.owner ?? lead.previous, movedFrom: null });
      }
      return 'give';
    };
    const remove = async (who: string): Promise<string> => {
      const others = active().filter((one) => one !== who);
      const to = random(2) === 0 ? null : pick(others);
      const { body } = await owner.delete(`${path}/members/${who}${to ? `?reassignTo=${to}` : ''}`);
      await run(organization, body.reassignmentId as string);
      removed.add(who);
      for (const lead of leads.values()) {
        // What the last removal before this one moved can no longer be told by undoing this one.
        if (lead.movedFrom === who) lead.movedFrom = null;
        if (lead.owner === who) Object.assign(lead, { owner: to, previous: who, movedFrom: who });
      }
      return 'remove';
    };
    const undo = async (who: string): Promise<string> => {
      const { body } = await owner.post(`${path}/members/${who}/reinstate`);
      await run(organization, body.reassignmentId as string);
      removed.delete(who);
      for (const lead of leads.values()) {
        if (lead.movedFrom !== who) continue;
        Object.assign(lead, { owner: who, previous: lead.owner ?? lead.previous, movedFrom: null });
      }
      return 'undo';
    };

    for (let step = 0; step < STEPS; step += 1) {
      const who = pick(people);
      const did = random(3) > 0 ? await give() : removed.has(who) ? await undo(who) : await remove(who);
      const { data } = (await owner.get(`${path}/leads?limit=100`)).body as {
        data: { id: string; ownerId: string | null; previousOwnerId: string | null }[];
      };
      const found = Object.fromEntries(
        data.map(({ id, ownerId, previousOwnerId }) => [id, [ownerId, previousOwnerId]]),
      );
      const expected = Object.fromEntries([...leads].map(([id, lead]) => [id, [lead.owner, lead.previous]]));
      expect([step, did, found]).toEqual([step, did, expected]);
    }
  },
  120_000,
);
