import type { Client } from '../support/client.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start({ RATE_LIMITS: '' });
});
afterAll(() => world.stop());

const people = Array.from({ length: 60 }, (_, index) => ({ email: `same${index}@example.com`, role: 'member' }));

interface Inviting {
  readonly owner: Client;
  readonly path: string;
}

/** Sends an invitation email to the address, and takes the invitation back so that another may follow. */
async function send({ owner, path }: Inviting, email: string): Promise<number> {
  const { status, body } = await owner.post(`${path}/invitations`, { email, role: 'member' });
  if (status === 201) await owner.delete(`${path}/invitations/${body.id}`);
  return status;
}

async function sendTimes(from: Inviting, email: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push(await send(from, email));
  return statuses;
}

describe('inviting the same people from several organizations', () => {
  it('at once, each in an order of its own, makes no one wait in a circle', async () => {
    const [acme, other] = [await world.organization(), await world.organization()];
    const answers = await Promise.all([
      acme.owner.post(`${acme.path}/invitations/bulk`, { invitations: people }),
      other.owner.post(`${other.path}/invitations/bulk`, { invitations: [...people].reverse() }),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.results.map(({ status: one }: { status: number }) => one)).toEqual(people.map(() => 201));
    }
  });

  it('ends at five emails a day to one address, from everyone together', async () => {
    const email = 'often@example.com';
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      const { owner, path } = await world.organization('starter');
      const { body } = await owner.post(`${path}/invitations/bulk`, { invitations: [{ email, role: 'member' }] });
      statuses.push(body.results[0].status as number);
      if (time < 5) continue;
      expect(body.results[0].problem).toMatchObject({ code: 'rate-limited' });
      expect((await owner.get(`${path}/seats`)).body).toMatchObject({ used: 1, pending: 0 });
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });
});

describe('emails to one mailbox under many names', () => {
  it.each([
    ['a tag', ['fold.one+a@example.com', 'fold.one+b@example.com', 'fold.one@example.com']],
    ['dots and the other domain at Gmail', ['fold.two@gmail.com', 'f.o.l.d.two@googlemail.com', 'foldtwo+x@gmail.com']],
  ])('count together: %s', async (_what, names) => {
    const [acme, other] = [await world.organization(), await world.organization()];
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) statuses.push(await send(acme, names[time % names.length] ?? ''));
    expect(statuses).toEqual([201, 201, 201, 201, 429]);
    expect(await sendTimes(other, names[0] ?? '', 2)).toEqual([201, 429]);
  });

  it('are nevertheless addresses of their own: each is invited, and none is a member by another', async () => {
    const { owner, path } = await world.organization();
    for (const email of ['apart@example.com', 'apart+one@example.com', 'a.part@example.com']) {
      expect((await owner.post(`${path}/invitations`, { email, role: 'member' })).status).toBe(201);
    }
    expect((await owner.get(`${path}/seats`)).body.pending).toBe(3);
  });
});

describe('the email that is kept for who has sent none', () => {
  it('goes to another organization when one has sent all it may', async () => {
    const [greedy, honest] = [await world.organization(), await world.organization()];
    const email = 'target@example.com';
    expect(await sendTimes(greedy, email, 6)).toEqual([201, 201, 201, 201, 429, 429]);
    expect(await send(honest, email)).toBe(201);
    expect(await send(await world.organization(), email)).toBe(429);
  });

  it('is not for another organization of the same person, nor for their API key', async () => {
    const person = await world.person('Greedy');
    const [one, two] = [await world.organization('pro', person), await world.organization('pro', person)];
    const email = 'target2@example.com';
    expect(await sendTimes(one, email, 4)).toEqual([201, 201, 201, 201]);
    expect(await send(two, email)).toBe(429);
    const { key } = (await person.post(`${two.path}/api-keys`, { name: 'Key', role: 'admin' })).body;
    expect(await send({ owner: world.bearer(key), path: two.path }, email)).toBe(429);
    expect(await send(await world.organization(), email)).toBe(201);
  });
});

describe('one person', () => {
  it('sends at most 500 an hour from all of their organizations and keys, and others are not held up', async () => {
    const person = await world.person('Spammer');
    const organizations = [
      await world.organization('enterprise', person),
      await world.organization('enterprise', person),
      await world.organization('enterprise', person),
    ];
    const counts = { 201: 0, 429: 0 };
    const bulk = async ({ owner, path }: Inviting, name: string) => {
      const invitations = Array.from({ length: 100 }, (_, index) => ({
        email: `${name}-${index}@example.com`,
        role: 'viewer',
      }));
      const { status: answered, text, body } = await owner.post(`${path}/invitations/bulk`, { invitations });
      if (answered !== 200) throw new Error(text);
      for (const { status } of body.results as { status: 201 | 429 }[]) counts[status] += 1;
    };
    for (const round of ['x', 'y']) {
      await Promise.all(organizations.map((organization, index) => bulk(organization, `${round}${index}`)));
    }
    expect(counts).toEqual({ 201: 500, 429: 100 });
    const [first] = organizations;
    if (!first) throw new Error('There is an organization.');
    const { key } = (await person.post(`${first.path}/api-keys`, { name: 'Key', role: 'admin' })).body;
    const byKey = await world.bearer(key).post(`${first.path}/invitations`, { email: 'z@example.com', role: 'viewer' });
    expect(byKey).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(byKey.headers.get('retry-after')).toBe('3600');
    const colleague = await world.organization();
    expect(await send(colleague, 'z@example.com')).toBe(201);
  });
});
