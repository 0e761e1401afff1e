import { AuditLog, SYSTEM } from '../../src/audit/audit-log.js';
import type { ProviderSubscription } from '../../src/billing/life-cycle.policy.js';
import { PaidSubscriptions, type ReadingBegun } from '../../src/billing/paid-subscriptions.js';
import { PaymentFailures, type PaymentFailed } from '../../src/platform/events/payment-failed.js';
import type { OrganizationId } from '../../src/platform/ids/ids.js';
import { createDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';
import { House } from './support/house.js';

let database: TestDatabase;
let house: House;
let paid: PaidSubscriptions;
let told: PaymentFailed[] = [];
let listenerFails = false;

beforeAll(async () => {
  database = await createDatabase();
  await migrateDatabase(database);
  house = await House.open(database);
  const [audit, failures] = [new AuditLog(), new PaymentFailures()];
  failures.on(async (tx, event) => {
    await tx.query('select 1');
    if (listenerFails) throw new Error('The notice could not be written.');
    told.push(event);
  });
  paid = new PaidSubscriptions(house.accounts, audit, failures);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});
beforeEach(() => {
  told = [];
  listenerFails = false;
});

const DAY = 86_400_000;
const START = Date.now() - DAY;

const starter = (status: string): ProviderSubscription => ({
  id: 'sub_1',
  status,
  plan: 'starter',
  begunAt: new Date(START).toISOString(),
  cancelsAt: null,
  notedPlan: null,
  isPaid: true,
  planned: null,
  period: { startsAt: new Date(START).toISOString(), endsAt: new Date(START + 30 * DAY).toISOString() },
});

const begin = (id: OrganizationId): Promise<ReadingBegun> => house.in(id, (tx) => paid.read(tx));

async function hear(id: OrganizationId, ...said: ProviderSubscription[]) {
  const begun = await begin(id);
  return house.in(id, (tx) => paid.apply(tx, said, begun, SYSTEM));
}

async function stateOf(id: OrganizationId) {
  const { rows } = await database.admin.query<{ plan: string; status: string }>(
    'select plan, status from subscription where organization_id = $1',
    [id],
  );
  return rows[0];
}

describe('a failed payment', () => {
  it('is announced once for each time that payments begin to fail, with the end of its days of grace', async () => {
    const id = await house.found();
    await hear(id, starter('active'));
    expect(told).toEqual([]);
    await hear(id, starter('past_due'));
    await hear(id, starter('past_due'));
    expect(told).toEqual([{ organizationId: id, graceEndsAt: expect.any(String) as string }]);
    expect(Math.abs(Date.parse(told[0]?.graceEndsAt ?? '') - Date.now() - 7 * DAY)).toBeLessThan(60_000);
    await hear(id, starter('active'));
    await hear(id, starter('past_due'));
    expect(told).toHaveLength(2);
  });

  it('is noted together with what the listeners write, or not at all', async () => {
    const id = await house.found();
    await hear(id, starter('active'));
    listenerFails = true;
    await expect(hear(id, starter('past_due'))).rejects.toThrow('The notice');
    expect(await stateOf(id)).toEqual({ plan: 'starter', status: 'active' });
    listenerFails = false;
    await hear(id, starter('past_due'));
    expect([told.length, await stateOf(id)]).toEqual([1, { plan: 'starter', status: 'past_due' }]);
  });
});

describe('two readings at once', () => {
  it('are applied one, and the other is to be taken again', async () => {
    const id = await house.found();
    const [first, second] = [await begin(id), await begin(id)];
    const apply = (begun: ReadingBegun, status: string) =>
      house.in(id, (tx) => paid.apply(tx, [starter(status)], begun, SYSTEM));
    const outcomes = await Promise.all([apply(first, 'active'), apply(second, 'active')]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(await apply(first, 'canceled')).toBeNull();
    expect(await stateOf(id)).toEqual({ plan: 'starter', status: 'active' });
  });

  it('that no one can read change nothing, and count as readings', async () => {
    const id = await house.found();
    await hear(id, starter('active'));
    const begun = await begin(id);
    await hear(id, starter('dormant'));
    expect(await stateOf(id)).toEqual({ plan: 'starter', status: 'active' });
    expect((await begin(id)).readings).toBe(begun.readings + 1);
  });
});
