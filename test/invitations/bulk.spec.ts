import type { Answer } from '../support/client.js';
import { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Acme = Awaited<ReturnType<World['organization']>>;

const invite = ({ owner, path }: Acme, invitations: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  owner.post(`${path}/invitations/bulk`, { invitations }, headers);
const outcomes = ({ body }: Answer): [string, string | number][] =>
  body.results.map(({ email, status, problem }: { email: string; status: number; problem?: { code: string } }) => [
    email,
    problem?.code ?? status,
  ]);
const people = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => ({ email: `${prefix}${index}@example.com`, role: 'member' }));

describe('inviting many at once', () => {
  it('gives each its own outcome, in the order of the request', async () => {
    const acme = await world.organization('pro');
    const member = await world.member(acme, 'viewer');
    await acme.owner.post(`${acme.path}/invitations`, { email: 'open@example.com', role: 'member' });
    const answer = await invite(acme, [
      { email: 'First@Example.com', role: 'admin' },
      { email: member.email, role: 'member' },
      { email: 'open@example.com', role: 'member' },
      { email: 'first@example.com', role: 'viewer' },
      { email: 'no address', role: 'member' },
      { email: 'boss@example.com', role: 'owner' },
      { email: 'extra@example.com', role: 'member', name: 'Extra' },
      {},
      { email: 'last@example.com', role: 'viewer' },
    ]);
    expect(answer.status).toBe(200);
    expect(outcomes(answer)).toEqual([
      ['first@example.com', 201],
      [member.email, 'already-a-member'],
      ['open@example.com', 'already-invited'],
      ['first@example.com', 'already-invited'],
      ['no address', 'validation-failed'],
      ['boss@example.com', 'validation-failed'],
      ['extra@example.com', 'validation-failed'],
      ['', 'validation-failed'],
      ['last@example.com', 201],
    ]);
    const [first, , , , address, owner, extra] = answer.body.results;
    expect(first.invitation).toMatchObject({ email: 'first@example.com', role: 'admin', status: 'pending' });
    expect([address, owner, extra].map(({ problem }) => problem.errors[0].pointer)).toEqual([
      '/email',
      '/role',
      '/name',
    ]);
    expect((await acme.owner.get(`${acme.path}/seats`)).body).toMatchObject({ used: 5, pending: 3 });
    for (const email of ['first@example.com', 'last@example.com']) await world.mailTo(email);
  });

  it('stops at the last seat, telling the figures, and never above it', async () => {
    const acme = await world.organization('starter');
    const answer = await invite(acme, people(5, 'seat'));
    expect(outcomes(answer).map(([, outcome]) => outcome)).toEqual([201, 201, ...Array(3).fill('seat-limit-reached')]);
    expect(answer.body.results[4].problem).toMatchObject({ seatsUsed: 3, seatLimit: 3, plan: 'starter', status: 409 });
    expect((await acme.owner.get(`${acme.path}/seats`)).body).toMatchObject({ used: 3, over: false });
  });

  it('never takes more seats than there are, however many do it at once', async () => {
    const acme = await world.organization('pro');
    const answers = await Promise.all([1, 2, 3, 4].map((batch) => invite(acme, people(6, `crowd${batch}-`))));
    const invited = answers.flatMap(outcomes).filter(([, outcome]) => outcome === 201);
    expect(invited).toHaveLength(9);
    expect((await acme.owner.get(`${acme.path}/seats`)).body).toMatchObject({ used: 10, pending: 9 });
  });

  it('takes 1 to 100', async () => {
    const acme = await world.organization();
    for (const wrong of [
      [],
      people(101, 'many'),
      'ada@example.com',
      undefined,
      null,
      {},
      [1],
      [null],
      [['a@b.example']],
    ]) {
      expect(await invite(acme, wrong)).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    }
    const answer = await invite(acme, people(100, 'hundred'));
    expect(outcomes(answer)).toEqual(people(100, 'hundred').map(({ email }) => [email, 201]));
    const { body } = await acme.owner.get(`${acme.path}/invitations?limit=100`);
    expect(body.data).toHaveLength(100);
  });

  it('is one transaction: a broken one leaves nothing behind', async () => {
    const acme = await world.organization();
    await world.database.admin.query(`
      create function break_it() returns trigger language plpgsql as $$ begin raise 'broken'; end $$;
      create trigger break_it before insert on invitation for each row when (new.email = 'broken@example.com')
        execute function break_it()`);
    const answer = await invite(acme, [...people(3, 'undone'), { email: 'broken@example.com', role: 'member' }]);
    await world.database.admin.query('drop function break_it cascade');
    expect(answer.status).toBe(500);
    expect((await acme.owner.get(`${acme.path}/invitations`)).body.data).toEqual([]);
    expect((await acme.owner.get(`${acme.path}/seats`)).body).toMatchObject({ used: 1 });
  });

  it('is replayed under its Idempotency-Key, and invites no one twice', async () => {
    const acme = await world.organization();
    const key = { 'idempotency-key': 'many-at-once' };
    const first = await invite(acme, people(2, 'replay'), key);
    const again = await invite(acme, people(2, 'replay'), key);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(await invite(acme, people(3, 'replay'), key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect((await acme.owner.get(`${acme.path}/invitations`)).body.data).toHaveLength(2);
  });

  it('is for those who manage members', async () => {
    const acme = await world.organization();
    const member = await world.member(acme, 'member');
    expect(await member.post(`${acme.path}/invitations/bulk`, { invitations: people(1, 'no') })).toMatchObject({
      status: 403,
      body: { requiredPermission: 'members:manage' },
    });
  });
});
