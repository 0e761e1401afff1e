import { createApiFixture, errorsLogged, type ApiFixture } from '../access/support/api-fixture.js';
import { RowBarrier } from '../reassignment/support/row-barrier.js';
import type { Answer, Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { AccessLock, waitForLockWaiters } from './support/access-lock.js';
import { isAllowed, writesOf, type Write } from './support/writes.js';

/** Fewer than the service has connections to Postgres. */
const AT_ONCE = 12;
/** What an API key never may. */
const PERSONS_ONLY = ['assistant:use', 'apikeys:manage'];

let fixture: ApiFixture;
let writes: Write[];
beforeAll(async () => {
  fixture = await createApiFixture();
  writes = await writesOf(fixture);
}, 120_000);
afterAll(() => fixture.world.stop());

interface Caller {
  readonly client: Client;
  /** The membership or the key, as the audit log names them. */
  readonly id: string;
}

interface Race {
  readonly organizationId: string;
  readonly caller: Caller;
  readonly writes: readonly Write[];
  readonly change: () => Promise<Answer>;
}

/**
 * Has a change of access get the lock first, and the caller's writes, all of them sent before the change was answered, behind it.
 * Answers the outcome of each write.
 */
async function race({ organizationId, caller, writes: sent, change }: Race): Promise<Record<string, string>> {
  const access = await AccessLock.acquire(fixture.world.database, organizationId);
  const outcomes: Record<string, string> = {};
  const changing = change();
  await access.waitForWaiters(({ exclusively }) => exclusively === 1);
  const running = sent.map(async ({ operation, send }) => {
    const { status, body } = await send(caller.client, organizationId);
    outcomes[operation.name] = `${status} ${(body as { code?: string } | null)?.code ?? ''}`.trim();
  });
  await access.waitForWaiters(({ all }) => all + Object.keys(outcomes).length >= 1 + sent.length);
  // What is answered already was not asked under the lock.
  const early = { ...outcomes };
  await access.release();
  expect((await changing).status).toBeLessThan(300);
  await Promise.all(running);
  expect(early).toEqual({});
  return outcomes;
}

/** What of the caller's is in force that came after the end of their rights. */
async function eventsAfter(caller: Caller, organizationId: string): Promise<unknown[]> {
  const { rows } = await fixture.world.database.admin.query(
    `select e.action from audit_event e
     where e.organization_id = $1 and e.actor_id = $2 and e.at >= (
       select max(at) from audit_event ended where ended.organization_id = $1 and ended.action = any ($3))`,
    [organizationId, caller.id, ['member.removed', 'member.role_changed', 'api_key.revoked', 'organization.deleted']],
  );
  return rows;
}

function batches(all: readonly Write[]): Write[][] {
  const found: Write[][] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) found.push(all.slice(from, from + AT_ONCE));
  return found;
}

function expectedOutcomes(sent: readonly Write[], answer: (write: Write) => string): Record<string, string> {
  return Object.fromEntries(sent.map((write) => [write.operation.name, answer(write)]));
}

async function admin(): Promise<Caller> {
  const client = await fixture.world.member(fixture.organization, 'admin');
  return { client, id: client.membershipId };
}

/** Every write that an admin may, against a change of what this one admin may. */
async function raceAll(
  change: (caller: Caller) => Promise<Answer>,
  make: () => Promise<Caller>,
  answer: string,
  may: (write: Write) => boolean = () => true,
): Promise<void> {
  const { id: organizationId } = fixture.organization;
  const theirs = writes.filter((write) => isAllowed(write, 'admin') && may(write));
  expect(theirs.length).toBeGreaterThan(25);
  for (const sent of batches(theirs)) {
    const caller = await make();
    const outcomes = await race({ organizationId, caller, writes: sent, change: () => change(caller) });
    expect(outcomes).toEqual(expectedOutcomes(sent, () => answer));
    expect(await eventsAfter(caller, organizationId)).toEqual([]);
  }
}

const owner = () => fixture.roles.owner;

describe('every write that was sent before the end of its caller’s rights and comes after it', () => {
  it('is refused to a removed member', async () => {
    await raceAll(
      ({ id }) => owner().delete(`${fixture.organization.path}/members/${id}`),
      admin,
      '404 organization-not-found',
    );
  }, 120_000);

  it('is refused to a demoted member', async () => {
    await raceAll(
      ({ id }) => owner().patch(`${fixture.organization.path}/members/${id}`, { role: 'viewer' }),
      admin,
      '403 permission-denied',
      // What every member may, such as choosing their own emails, they still may.
      (write) => !isAllowed(write, 'viewer'),
    );
  }, 120_000);

  it('is refused to a revoked API key', async () => {
    const key = async (): Promise<Caller> => {
      const { body } = await owner().post(`${fixture.organization.path}/api-keys`, { name: 'Key', role: 'admin' });
      const { id, key: token } = body as { id: string; key: string };
      return { client: fixture.world.bearer(token), id };
    };
    await raceAll(
      ({ id }) => owner().delete(`${fixture.organization.path}/api-keys/${id}`),
      key,
      '401 unauthenticated',
      ({ permission }) => !PERSONS_ONLY.includes(permission),
    );
  }, 120_000);

  it('is refused to the owner who has handed the ownership on', async () => {
    const organization = await fixture.world.organization();
    const { membershipId } = await fixture.world.member(organization, 'admin');
    const members = await organization.owner.get(`${organization.path}/members?role=owner`);
    const caller = { client: organization.owner, id: members.body.data[0].id as string };
    const sent = writes.filter((write) => !isAllowed(write, 'admin'));
    expect(sent.length).toBeGreaterThanOrEqual(5);
    const outcomes = await race({
      organizationId: organization.id,
      caller,
      writes: sent,
      change: () => organization.owner.post(`${organization.path}/ownership-transfer`, { membershipId }),
    });
    expect(outcomes).toEqual(expectedOutcomes(sent, () => '403 permission-denied'));
    expect((await organization.owner.get(organization.path)).status).toBe(200);
  }, 60_000);

  it('is refused to everyone in a deleted organization', async () => {
    const organization = await fixture.world.organization();
    const other = await fixture.world.member(organization, 'admin');
    for (const [caller, role] of [
      [{ client: other, id: other.membershipId }, 'admin'],
      [{ client: organization.owner, id: 'the owner' }, 'owner'],
    ] as const) {
      const theirs = writes.filter(
        (write) =>
          (role === 'admin' ? isAllowed(write, 'admin') : !isAllowed(write, 'admin')) &&
          !write.operation.name.endsWith('/restore'),
      );
      for (const sent of batches(theirs)) {
        const outcomes = await race({
          organizationId: organization.id,
          caller,
          writes: sent,
          change: () => organization.owner.delete(`${organization.path}?confirmName=Acme%20Sales`),
        });
        expect(outcomes).toEqual(expectedOutcomes(sent, () => '404 organization-not-found'));
        expect((await organization.owner.post(`${organization.path}/restore`)).status).toBe(200);
      }
    }
  }, 120_000);
});

describe('work that a job does for a caller', () => {
  it('ends with the next batch when they are removed: a reassignment', async () => {
    const { path, id: organizationId } = fixture.organization;
    const [caller, newOwner] = [await admin(), await fixture.world.member(fixture.organization, 'member')];
    await fixture.world.database.admin.query(
      `insert into lead (organization_id, id, name, status, owner_id)
       select $1, gen_random_uuid(), 'Lead ' || n, 'new', $2 from generate_series(1, 3000) n`,
      [organizationId, fixture.ids['membershipId']],
    );
    const barrier = await RowBarrier.install(fixture.world.database);
    await barrier.blockBefore('lead', 1);
    const requested = await caller.client.post(`${path}/reassignments`, {
      from: fixture.ids['membershipId'],
      to: newOwner.membershipId,
      kinds: ['leads'],
    });
    expect(requested.status).toBe(202);
    await barrier.waitUntilReached();
    const removing = owner().delete(`${path}/members/${caller.id}`);
    await waitForLockWaiters(fixture.world.database, organizationId, ({ exclusively }) => exclusively === 1);
    await barrier.release();
    expect((await removing).status).toBe(202);
    const run = await waitFor('the reassignment to end', async () => {
      const { body } = await owner().get(`${path}/reassignments/${requested.body.id as string}`);
      return body.finishedAt
        ? (body as { status: string; reason: string; progress: { total: number; done: number } })
        : null;
    });
    barrier.remove();
    expect(run).toMatchObject({ status: 'failed', reason: expect.stringContaining('was removed') as unknown });
    expect(run.progress.done).toBeLessThan(run.progress.total);
  }, 60_000);
});

it('was not a reason for an error of the service', () => {
  expect(errorsLogged(fixture)).toEqual([]);
});
