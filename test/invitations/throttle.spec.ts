import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start({ RATE_LIMITS: '' });
});
afterAll(() => world.stop());

const people = Array.from({ length: 60 }, (_, index) => ({ email: `same${index}@example.com`, role: 'member' }));

describe('inviting the same people from several organizations', () => {
  it('at once, each in an order of its own, makes nobody wait in a circle', async () => {
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

  it('ends at five mails a day to one address, from everybody together', async () => {
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
