import { Client, type Answer } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';
import { countDeadlocks, countSeats } from './support/seat-count.js';

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

/** The same person at the other process. */
const elsewhere = ({ token, userId, email }: Client): Client => new Client(second.url, token, userId, email);
/** The person at both processes alternately. */
const alternating = (person: Client, index: number): Client => (index % 2 ? elsewhere(person) : person);
const outcomes = (answers: Answer[]): string[] =>
  answers.map(({ status, body }) => (status < 300 ? String(status) : `${status} ${body.code}`)).sort();
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

function invite(owner: Client, path: string, email: string): Promise<Answer> {
  return owner.post(`${path}/invitations`, { email, role: 'viewer' });
}

describe('three seats', () => {
  it('let exactly the free ones be taken by forty invitations at once, from two processes', async () => {
    const { id, owner, path } = await world.organization('starter');
    const answers = await Promise.all(
      times(40, (index) => invite(alternating(owner, index), path, `forty${index}@example.com`)),
    );
    expect(outcomes(answers)).toEqual([...times(2, () => '201'), ...times(38, () => '409 seat-limit-reached')]);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ seatsUsed: 3, seatLimit: 3, plan: 'starter' });
    }
    expect(await countSeats(world, id)).toEqual({ plan: 'starter', held: 3, holders: 3, mismatches: 0 });
    expect((await owner.get(`${path}/seats`)).body).toMatchObject({ used: 3, pending: 2, limit: 3, over: false });
  });

  it('pass from two invitations to two members, while forty more are invited at once', async () => {
    const { id, owner, path } = await world.organization('starter');
    const people = [await world.person(), await world.person()];
    for (const { email } of people) await invite(owner, path, email ?? '');
    const links = await Promise.all(people.map(({ email }) => world.tokenFor(email ?? '')));
    const [accepted, invited] = await Promise.all([
      Promise.all(
        people.map((person, index) => alternating(person, index).post(`/invitations/${links[index] ?? ''}/accept`)),
      ),
      Promise.all(times(40, (index) => invite(alternating(owner, index), path, `more${index}@example.com`))),
    ]);
    expect(outcomes(accepted)).toEqual(['200', '200']);
    expect(outcomes(invited)).toEqual(times(40, () => '409 seat-limit-reached'));
    expect(await countSeats(world, id)).toEqual({ plan: 'starter', held: 3, holders: 3, mismatches: 0 });
  });

  it('are taken by one of many who are invited as one seat is given back', async () => {
    const { id, owner, path } = await world.organization('starter');
    await invite(owner, path, 'stays@example.com');
    const { body } = await invite(owner, path, 'goes@example.com');
    const [revoked, ...answers] = await Promise.all([
      owner.delete(`${path}/invitations/${body.id}`),
      ...times(20, (index) => invite(alternating(owner, index), path, `next${index}@example.com`)),
    ]);
    expect(revoked.status).toBe(204);
    expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
    const { held, holders, mismatches } = await countSeats(world, id);
    expect([held <= 3, held === holders, mismatches]).toEqual([true, true, 0]);
  });

  it('are not left by a smaller plan that is chosen while they are being taken', async () => {
    const { id, owner, path } = await world.organization('starter');
    const [changed, ...answers] = await Promise.all([
      elsewhere(owner).put(`${path}/billing/plan`, { plan: 'free' }),
      ...times(10, (index) => invite(alternating(owner, index), path, `smaller${index}@example.com`)),
    ]);
    const { plan, held, mismatches } = await countSeats(world, id);
    // Whichever came first, the other was refused.
    expect({ plan, held, mismatches }).toEqual(
      changed.status === 200 ? { plan: 'free', held: 1, mismatches: 0 } : { plan: 'starter', held: 3, mismatches: 0 },
    );
    expect(new Set(outcomes(answers.filter(({ status }) => status !== 201)))).toEqual(
      new Set(['409 seat-limit-reached']),
    );
  });
});

describe('one of a kind', () => {
  it('is the membership of a link that is accepted ten times at once', async () => {
    const { id, owner, path } = await world.organization('starter');
    const person = await world.person();
    await invite(owner, path, person.email ?? '');
    const link = await world.tokenFor(person.email ?? '');
    const answers = await Promise.all(
      times(10, (index) => alternating(person, index).post(`/invitations/${link}/accept`)),
    );
    expect(outcomes(answers)).toEqual(times(10, () => '200'));
    expect(new Set(answers.map(({ body }) => body.membershipId)).size).toBe(1);
    const events = await owner.get(`${path}/audit-events?action=invitation.accepted`);
    expect(events.body.data).toHaveLength(1);
    expect(await countSeats(world, id)).toMatchObject({ held: 2, holders: 2, mismatches: 0 });
  });

  it('is the outcome of a link that is accepted and declined at once', async () => {
    const { id, owner, path } = await world.organization('starter');
    const person = await world.person();
    await invite(owner, path, person.email ?? '');
    const link = await world.tokenFor(person.email ?? '');
    const answers = await Promise.all(
      times(8, (index) =>
        alternating(person, index).post(`/invitations/${link}/${index % 4 < 2 ? 'accept' : 'decline'}`),
      ),
    );
    const members = await owner.get(`${path}/members`);
    const refusal = members.body.data.length === 2 ? '410 invitation-used' : '410 invitation-declined';
    expect(new Set(outcomes(answers))).toEqual(new Set(['200', refusal]));
    expect((await countSeats(world, id)).mismatches).toBe(0);
  });

  it('is the invitation of an address that is invited ten times at once', async () => {
    const { id, owner, path } = await world.organization('pro');
    const answers = await Promise.all(
      times(10, (index) =>
        invite(alternating(owner, index), path, index < 5 ? 'same@example.com' : 'Same@Example.com'),
      ),
    );
    expect(outcomes(answers)).toEqual(['201', ...times(9, () => '409 already-invited')]);
    expect(await countSeats(world, id)).toMatchObject({ held: 2, holders: 2, mismatches: 0 });
  });

  it('is the account of an address that signs in for the first time, ten times at once', async () => {
    const answers = await Promise.all(
      times(10, (index) =>
        new Client(index % 2 ? second.url : world.service.url).post('/auth/sign-in', { email: 'once@example.com' }),
      ),
    );
    expect(outcomes(answers)).toEqual(times(10, () => '200'));
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    const accounts = await world.database.admin.query(
      `select 1 from user_account u where not exists (select 1 from user_email e where e.user_id = u.user_id)`,
    );
    expect(accounts.rowCount).toBe(0);
  });

  it('is the organization that someone with nine on Free creates ten times at once', async () => {
    const owner = await world.person('Creator');
    for (const index of times(9, (i) => i)) await owner.post('/organizations', { name: `Free ${index}` });
    const answers = await Promise.all(
      times(10, (index) => alternating(owner, index).post('/organizations', { name: 'The tenth' })),
    );
    expect(outcomes(answers)).toEqual(['201', ...times(9, () => '409 free-organization-limit-reached')]);
    expect((await owner.get('/organizations')).body.data).toHaveLength(10);
  });
});

describe('the database', () => {
  it('has found no deadlock in all of this', async () => {
    expect(await countDeadlocks(world)).toBe(0);
  });
});
