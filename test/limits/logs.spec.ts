import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

type Line = Readonly<Record<string, unknown>>;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** Every line of the log so far, each of which has to be one JSON object. */
function lines(): Line[] {
  const whole = world.service.output().split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Line);
}

function lineOf(requestId: string): Promise<Line> {
  return waitFor(`the line of ${requestId}`, () => lines().find((line) => line['requestId'] === requestId));
}

describe('the log', () => {
  it('has one JSON line for each request, with ids and the template of the route', async () => {
    const organization = await world.organization('starter');
    const { id, owner, path } = organization;
    const answers = [
      await owner.get(`${path}/members?limit=7`),
      await owner.get('/me'),
      await owner.get(`${path}/members/none`),
      await world.anonymous.get('/me'),
      await world.anonymous.get('/nothing/secret-path'),
      await world.anonymous.get('//problems/not-found'),
    ];
    const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '');
    const found = await Promise.all(ids.map(lineOf));
    const members = '/api/v1/organizations/{organizationId}/members';
    const expected = [
      { route: members, status: 200, principal: `user:${owner.userId}`, organizationId: id },
      { route: '/api/v1/me', status: 200, principal: `user:${owner.userId}`, organizationId: null },
      { route: `${members}/{membershipId}`, status: 404, organizationId: id, problem: 'member-not-found' },
      { route: '/api/v1/me', status: 401, principal: null, organizationId: null, problem: 'unauthenticated' },
      { route: 'unknown', status: 404, problem: 'not-found' },
      { route: '/problems/{code}', status: 200 },
    ];
    expect(found).toMatchObject(expected.map((line) => ({ level: 'info', msg: 'request', method: 'GET', ...line })));
    for (const { milliseconds, time } of found) {
      expect(milliseconds).toBeGreaterThan(0);
      expect(new Date(String(time)).toISOString()).toBe(time);
    }
    for (const requestId of ids) expect(lines().filter((line) => line['requestId'] === requestId)).toHaveLength(1);
  });

  it('holds no token, secret, address, name, body, query or path, whatever was asked', async () => {
    const organization = await world.organization('starter');
    const guest = await world.member(organization, 'viewer');
    const token = await world.tokenFor(guest.email ?? '');
    const { owner, path } = organization;
    const last = [
      await owner.get(`${path}/members?q=needle-in-query`),
      await owner.post(`${path}/invitations`, { email: 'needle@example.com', role: 'needle-role' }),
      await owner.post('/organizations', '{"name": "needle-broken'),
      await world.anonymous.get('/me', {
        headers: { authorization: 'Bearer needle-token', cookie: 'a=needle-cookie' },
      }),
      await world.anonymous.get(`/invitations/${token}x`),
      await world.anonymous.get('//needle-path/%E0%A4%A'),
    ];
    for (const { headers } of last) await lineOf(headers.get('x-request-id') ?? '');
    const output = world.service.output();
    const { password } = new URL(world.environment['DATABASE_URL'] ?? '');
    expect(password).not.toBe('');
    const secrets = [token, owner.token, guest.token, guest.email, owner.email, world.environment['APP_SECRET']];
    for (const secret of [...secrets, 'needle', '@example.com', 'Acme', password]) {
      expect({ secret, found: output.includes(secret ?? 'nothing') }).toEqual({ secret, found: false });
    }
    expect(lines().filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
