import { AuditLog, SYSTEM } from '../../src/audit/audit-log.js';
import type { ProviderSubscription } from '../../src/billing/subscription/subscription-state.policy.js';
import { PaidSubscriptions, type StartedReading } from '../../src/billing/subscription/paid-subscriptions.js';
import { PaymentFailures, type PaymentFailed } from '../../src/billing/subscription/payment-failed.event.js';
import type { OrganizationId } from '../../src/platform/ids/ids.js';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { BillingFixture } from './support/billing-fixture.js';

let database: TestDatabase;
let billing: BillingFixture;
let paid: PaidSubscriptions;
let announced: PaymentFailed[] = [];
let listenerFails = false;

beforeAll(async () => {
  database = await createMigratedDatabase();
  billing = await BillingFixture.open(database);
  const [audit, failures] = [new AuditLog(), new PaymentFailures()];
  failures.on(async (tx, event) => {
    await tx.query('select 1');
    if (listenerFails) throw new Error('The notice could not be written.');
    announced.push(event);
  });
  paid = new PaidSubscriptions(billing.accounts, audit, failures);
});
afterAll(async () => {
  await billing.close();
  await database.drop();
});
beforeEach(() => {
  announced = [];
  listenerFails = false;
});

const DAY = 86_400_000;
const START = Date.now() - DAY;

const starter = (status: string): ProviderSubscription => ({
  id: 'sub_1',
  status,
  plan: 'starter',
  startedAt: new Date(START).toISOString(),
  cancelsAt: null,
  metadataPlan: null,
  isPaid: true,
  planned: null,
  period: { startsAt: new Date(START).toISOString(), endsAt: new Date(START + 30 * DAY).toISOString() },
});

const startReading = (id: OrganizationId): Promise<StartedReading> => billing.runInTenant(id, (tx) => paid.read(tx));

async function applyReading(id: OrganizationId, ...subscriptions: ProviderSubscription[]) {
  const reading = await startReading(id);
  return billing.runInTenant(id, (tx) => paid.applyReading(tx, subscriptions, reading, SYSTEM));
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
    const id = await billing.createOrganization();
    await applyReading(id, starter('active'));
    expect(announced).toEqual([]);
    await applyReading(id, starter('past_due'));
    await applyReading(id, starter('past_due'));
    expect(announced).toEqual([{ organizationId: id, graceEndsAt: expect.any(String) as string }]);
    expect(Math.abs(Date.parse(announced[0]?.graceEndsAt ?? '') - Date.now() - 7 * DAY)).toBeLessThan(60_000);
    await applyReading(id, starter('active'));
    await applyReading(id, starter('past_due'));
    expect(announced).toHaveLength(2);
  });

  it('is noted together with what the listeners write, or not at all', async () => {
    const id = await billing.createOrganization();
    await applyReading(id, starter('active'));
    listenerFails = true;
    await expect(applyReading(id, starter('past_due'))).rejects.toThrow('The notice');
    expect(await stateOf(id)).toEqual({ plan: 'starter', status: 'active' });
    listenerFails = false;
    await applyReading(id, starter('past_due'));
    expect([announced.length, await stateOf(id)]).toEqual([1, { plan: 'starter', status: 'past_due' }]);
  });
});

describe('two readings at once', () => {
  it('are applied one, and the other is to be taken again', async () => {
    const id = await billing.createOrganization();
    const [first, second] = [await startReading(id), await startReading(id)];
    const apply = (reading: StartedReading, status: string) =>
      billing.runInTenant(id, (tx) => paid.applyReading(tx, [starter(status)], reading, SYSTEM));
    const outcomes = await Promise.all([apply(first, 'active'), apply(second, 'active')]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(await apply(first, 'canceled')).toBeNull();
    expect(await stateOf(id)).toEqual({ plan: 'starter', status: 'active' });
  });

  it('that no one can read change nothing, and count as readings', async () => {
    const id = await billing.createOrganization();
    await applyReading(id, starter('active'));
    const reading = await startReading(id);
    await applyReading(id, starter('dormant'));
    expect(await stateOf(id)).toEqual({ plan: 'starter', status: 'active' });
    expect((await startReading(id)).readings).toBe(reading.readings + 1);
  });
});
