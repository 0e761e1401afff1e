import { Client, type Answer } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';

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

interface Organization {
  readonly id: string;
  readonly owner: Client;
  readonly path: string;
}

const KEY = 'Idempotency-Key';
const alternating = (person: Client, index: number): Client =>
  index % 2 ? new Client(second.url, person.token, person.userId, person.email) : person;
const isReplayed = ({ headers }: Answer): boolean => headers.get('idempotent-replayed') === 'true';
const invite = (person: Client, path: string, email: string, key: string): Promise<Answer> =>
  person.post(`${path}/invitations`, { email, role: 'viewer' }, { [KEY]: key });

async function rowsOf(table: string, { id }: Organization): Promise<number> {
  const { rowCount } = await world.database.admin.query(`select 1 from ${table} where organization_id = $1`, [id]);
  return rowCount ?? -1;
}

/** Sends the same twenty times at once, at two processes; the one effect, and how the others were answered. */
async function twentyTimes(send: (index: number) => Promise<Answer>): Promise<Answer> {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(index)));
  const [effect, ...others] = answers.filter((answer) => answer.status < 300 && !isReplayed(answer));
  if (!effect) throw new Error('None of them had an effect.');
  expect(others).toEqual([]);
  for (const answer of answers) {
    if (answer.status < 300) expect(answer).toMatchObject({ status: effect.status, text: effect.text });
    else expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency-in-progress' } });
  }
  return effect;
}

describe('twenty equal POSTs at once under one Idempotency-Key', () => {
  it('invite once', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const effect = await twentyTimes((index) => invite(alternating(owner, index), path, 'once@example.com', 'twenty'));
    expect(effect).toMatchObject({ status: 201, body: { email: 'once@example.com' } });
    expect([await rowsOf('invitation', organization), await rowsOf('invitation_mail', organization)]).toEqual([1, 1]);
    expect((await owner.get(`${path}/audit-events?action=invitation.sent`)).body.data).toHaveLength(1);

    const later = await invite(alternating(owner, 1), path, 'once@example.com', 'twenty');
    expect([later.status, later.text, isReplayed(later)]).toEqual([201, effect.text, true]);
    await world.mailTo('once@example.com');
    expect(later.text).not.toContain(await world.tokenFor('once@example.com'));
  });

  it('create one organization, also where it is the last that one may create', async () => {
    const owner = await world.person('Creator');
    for (let index = 0; index < 9; index += 1) await owner.post('/organizations', { name: `Free ${index}` });
    const found = (index: number): Promise<Answer> =>
      alternating(owner, index).post('/organizations', { name: 'The tenth' }, { [KEY]: 'found' });
    const effect = await twentyTimes(found);
    expect((await owner.get('/organizations')).body.data).toHaveLength(10);
    const later = await found(1);
    expect([later.status, later.text, isReplayed(later)]).toEqual([201, effect.text, true]);
  });

  it('accept once', async () => {
    const organization = await world.organization();
    const person = await world.person();
    await organization.owner.post(`${organization.path}/invitations`, { email: person.email, role: 'viewer' });
    const link = await world.tokenFor(person.email ?? '');
    await twentyTimes((index) =>
      alternating(person, index).post(`/invitations/${link}/accept`, undefined, { [KEY]: 'yes' }),
    );
    expect(await rowsOf('membership', organization)).toBe(2);
  });
});

describe('an Idempotency-Key', () => {
  let organization: Organization;
  beforeEach(async () => {
    organization = await world.organization('starter');
  });

  it('is refused with another body', async () => {
    const { owner, path } = organization;
    await invite(owner, path, 'first@example.com', 'body');
    expect(await invite(owner, path, 'other@example.com', 'body')).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await rowsOf('invitation', organization)).toBe(1);
  });

  it.each(['', ' ', 'with space', 'a'.repeat(256), 'ümlaut'])('that is none (%j) is refused', async (key) => {
    const { owner, path } = organization;
    expect(await invite(owner, path, 'first@example.com', key)).toMatchObject({
      status: 422,
      body: { code: 'validation-failed', errors: [{ pointer: '/Idempotency-Key' }] },
    });
  });

  it('is free again after a refusal, which leaves no record', async () => {
    const { owner, path } = organization;
    await invite(owner, path, 'one@example.com', 'a');
    const two = await invite(owner, path, 'two@example.com', 'b');
    const records = await rowsOf('idempotency_record', organization);
    const full = await invite(owner, path, 'three@example.com', 'c');
    expect(full).toMatchObject({ status: 409, body: { code: 'seat-limit-reached' } });
    expect(await rowsOf('idempotency_record', organization)).toBe(records);
    await owner.delete(`${path}/invitations/${two.body.id}`);
    const now = await invite(owner, path, 'three@example.com', 'c');
    expect([now.status, isReplayed(now)]).toEqual([201, false]);
  });

  it('belongs to the caller and the path', async () => {
    const { owner, path } = organization;
    const admin = await world.member(organization, 'admin');
    const first = await invite(owner, path, 'first@example.com', 'mine');
    const resent = await owner.post(`${path}/invitations/${first.body.id}/resend`, undefined, { [KEY]: 'mine' });
    expect([resent.status, isReplayed(resent)]).toEqual([200, false]);
    const theirs = await invite(admin, path, 'first@example.com', 'mine');
    expect(theirs).toMatchObject({ status: 409, body: { code: 'already-invited' } });
    const elsewhere = await world.organization('starter', owner);
    const other = await invite(owner, elsewhere.path, 'other@example.com', 'mine');
    expect([other.status, isReplayed(other)]).toEqual([201, false]);
  });

  it('is replayed with the status and header of its answer, while the permission lasts', async () => {
    const { owner, path } = organization;
    const admin = await world.member(organization, 'admin');
    const first = await invite(admin, path, 'first@example.com', 'role');
    await owner.patch(`${path}/members/${admin.membershipId}`, { role: 'member' });
    expect(await invite(admin, path, 'first@example.com', 'role')).toMatchObject({ status: 403 });
    await owner.patch(`${path}/members/${admin.membershipId}`, { role: 'admin' });
    const again = await invite(admin, path, 'first@example.com', 'role');
    expect([again.status, again.text, isReplayed(again)]).toEqual([201, first.text, true]);
    await owner.delete(`${path}/members/${admin.membershipId}`);
    expect(await invite(admin, path, 'first@example.com', 'role')).toMatchObject({
      status: 404,
      body: { code: 'organization-not-found' },
    });
  });

  it('of an acceptance is not replayed to someone who is not a member any more', async () => {
    const { owner, path } = organization;
    const person = await world.person();
    await owner.post(`${path}/invitations`, { email: person.email, role: 'viewer' });
    const link = await world.tokenFor(person.email ?? '');
    const accept = (): Promise<Answer> => person.post(`/invitations/${link}/accept`, undefined, { [KEY]: 'yes' });
    const first = await accept();
    const again = await accept();
    expect([again.status, again.text, isReplayed(again)]).toEqual([200, first.text, true]);
    await owner.delete(`${path}/members/${first.body.membershipId}`);
    expect(await accept()).toMatchObject({ status: 410, body: { code: 'invitation-used' } });
  });

  it('is forgotten after a day', async () => {
    const { owner, path } = organization;
    await invite(owner, path, 'first@example.com', 'day');
    await world.database.admin.query(
      `update idempotency_record set created_at = created_at - interval '25 hours' where organization_id = $1`,
      [organization.id],
    );
    expect(await invite(owner, path, 'first@example.com', 'day')).toMatchObject({
      status: 409,
      body: { code: 'already-invited' },
    });
  });

  it('is replayed after a restart', async () => {
    const { owner, path } = organization;
    const first = await invite(owner, path, 'first@example.com', 'restart');
    await world.service.stop();
    world.service = await world.startAnotherProcess({ PORT: String(world.service.port) });
    const again = await invite(owner, path, 'first@example.com', 'restart');
    expect([again.status, again.text, isReplayed(again)]).toEqual([201, first.text, true]);
  });
});
