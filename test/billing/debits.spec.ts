import { Problem } from '../../src/platform/http/problem.js';
import type { OrganizationId } from '../../src/platform/ids/ids.js';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { ADA, BillingFixture, OPERATOR } from './support/billing-fixture.js';

let database: TestDatabase;
let billing: BillingFixture;
let id: OrganizationId;

beforeAll(async () => {
  database = await createMigratedDatabase();
  billing = await BillingFixture.open(database);
});
afterAll(async () => {
  await billing.close();
  await database.drop();
});
beforeEach(async () => {
  id = await billing.createOrganization();
});

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
const refusals = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
const audited = async (action: string) =>
  (
    await database.admin.query<{ actor_kind: string; changes: unknown }>(
      'select actor_kind, changes from audit_event where organization_id = $1 and action = $2 order by at',
      [id, action],
    )
  ).rows;

describe('a hundred debits at once', () => {
  it('take exactly what exists, and the rest are refused with what is missing', async () => {
    await billing.topUp(id, 27);
    const outcomes = await times(100, () => billing.debit(id, 3));
    const refused = refusals(outcomes);
    expect(refused).toHaveLength(100 - 25);
    for (const error of refused) {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).toBody('')).toMatchObject({
        status: 402,
        code: 'insufficient-credits',
        required: 3,
        balance: 2,
      });
    }
    expect(await billing.balance(id)).toEqual({ monthly: 0, topUp: 2, sum: 2 });
    // The one on the boundary took two of the one and one of the other.
    expect((await billing.ledger(id)).slice(2).sort()).toEqual(
      [...Array<string>(16).fill('debit -3+0'), 'debit -2-1', ...Array<string>(8).fill('debit 0-3')].sort(),
    );
  });

  it('with one key are one debit', async () => {
    const outcomes = await times(100, () => billing.debit(id, 5, 'message-1'));
    expect(refusals(outcomes)).toEqual([]);
    expect(await billing.balance(id)).toMatchObject({ sum: 45 });
  });

  it('of two organizations do not touch each other', async () => {
    const other = await billing.createOrganization();
    await Promise.all([
      times(50, () => billing.debit(id, 1)),
      times(50, (index) => billing.debit(other, 1, `${index}`)),
    ]);
    expect([await billing.balance(id), await billing.balance(other)]).toMatchObject([{ sum: 0 }, { sum: 0 }]);
    await expect(billing.debit(other, 1)).rejects.toThrow('insufficient-credits');
  });

  it('are never refused, all counted and take nothing while credits are unlimited', async () => {
    await billing.runInTenant(id, (tx) => billing.credits.setUnlimited(tx, { unlimited: true }, OPERATOR));
    expect(refusals(await times(100, () => billing.debit(id, 3)))).toEqual([]);
    expect(await billing.balance(id)).toEqual({ monthly: 50, topUp: 0, sum: 50 });
    const { rows } = await database.admin.query(
      'select sum(usage)::int as used from credit_entry where organization_id = $1',
      [id],
    );
    expect(rows).toEqual([{ used: 300 }]);
    await billing.runInTenant(id, (tx) => billing.credits.setUnlimited(tx, { unlimited: false }, OPERATOR));
    await billing.runInTenant(id, (tx) => billing.credits.setUnlimited(tx, { unlimited: false }, OPERATOR));
    await expect(billing.debit(id, 51)).rejects.toThrow('insufficient-credits');
    expect(await audited('credits.unlimited_changed')).toEqual([
      { actor_kind: 'superadmin', changes: { unlimited: { from: false, to: true } } },
      { actor_kind: 'superadmin', changes: { unlimited: { from: true, to: false } } },
    ]);
  });
});

describe('a debit', () => {
  it('is undone with the transaction of its cause', async () => {
    const failing = billing.runInTenant(id, async (tx) => {
      await billing.credits.debit(tx, { feature: 'assistant', credits: 5, key: 'a', actor: ADA });
      throw new Error('The cause failed.');
    });
    await expect(failing).rejects.toThrow('The cause failed.');
    expect(await billing.ledger(id)).toEqual(['grant 50+0']);
  });

  it('refuses a key that was used for something else', async () => {
    await billing.debit(id, 5, 'a');
    await expect(billing.debit(id, 4, 'a')).rejects.toThrow('Use a new key');
    await expect(billing.debit(id, 5, 'a', 'reports')).rejects.toThrow('Use a new key');
    expect(await billing.debit(id, 5, 'a')).toBe(45);
  });

  it.each([0, -1, 1.5, NaN, 2 ** 53])('of %d credits is a mistake of the caller', async (credits) => {
    await expect(billing.debit(id, credits)).rejects.toThrow(RangeError);
  });

  it('comes before other locks, and says so at once', async () => {
    const late = billing.runInTenant(id, async (tx) => {
      tx.locks.assertOrder('membership');
      await billing.credits.debit(tx, { feature: 'assistant', credits: 1, key: 'a', actor: ADA });
    });
    await expect(late).rejects.toThrow('Locks out of order');
  });
});

describe('a refund', () => {
  it('gives back once what the debit took, to where it came from', async () => {
    await billing.topUp(id, 10);
    await billing.debit(id, 55, 'a');
    const outcomes = await times(20, () => billing.refund(id, 'a'));
    expect(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : -1)).sort()).toEqual([
      ...Array<number>(19).fill(0),
      55,
    ]);
    expect(await billing.balance(id)).toEqual({ monthly: 50, topUp: 10, sum: 60 });
  });

  it('of a debit that never was gives nothing', async () => {
    expect(await billing.refund(id, 'never')).toBe(0);
    expect(await billing.ledger(id)).toEqual(['grant 50+0']);
  });

  it('makes its key useless: the same work is not done for nothing', async () => {
    await billing.debit(id, 5, 'a');
    await billing.refund(id, 'a');
    await expect(billing.debit(id, 5, 'a')).rejects.toThrow('Use a new key');
  });

  it('of a debit from a period that is over does not swell the new one', async () => {
    await billing.topUp(id, 10);
    await billing.debit(id, 55, 'a');
    const lastMonth = new Date(Date.now() - 33 * 86_400_000).toISOString();
    await billing.moveCreation(id, lastMonth);
    expect(await billing.refund(id, 'a')).toBe(55);
    expect(await billing.balance(id)).toEqual({ monthly: 50, topUp: 10, sum: 60 });
    expect((await billing.ledger(id)).slice(-3)).toEqual(['grant 50+0', 'refund 50+5', 'lapse -50+0']);
  });
});

describe('a top-up', () => {
  it('with the key of a payment is credited once, however often it is reported', async () => {
    const outcomes = await times(20, () => billing.topUp(id, 500, 'cs_test_1'));
    const ids = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.id : null));
    expect(new Set(ids).size).toBe(1);
    expect(await billing.balance(id)).toEqual({ monthly: 50, topUp: 500, sum: 550 });
    expect(await audited('credits.topped_up')).toEqual([
      { actor_kind: 'member', changes: { balance: { from: 50, to: 550 } } },
    ]);
  });
});

describe('an adjustment by the platform', () => {
  const adjust = (credits: number) =>
    billing.runInTenant(id, (tx) => billing.credits.adjust(tx, credits, 'Goodwill', OPERATOR));

  it('gives and takes, audited with its reason', async () => {
    expect(await adjust(100)).toMatchObject({ balance: 150, monthly: 50, topUp: 100 });
    expect(await adjust(-120)).toMatchObject({ balance: 30, monthly: 30, topUp: 0 });
    expect(await audited('credits.adjusted')).toMatchObject([
      { actor_kind: 'superadmin', changes: { balance: { from: 50, to: 150 }, reason: { from: null, to: 'Goodwill' } } },
      { actor_kind: 'superadmin', changes: { balance: { from: 150, to: 30 } } },
    ]);
  });

  it('goes down to nothing and no further', async () => {
    await expect(adjust(-51)).rejects.toMatchObject({ kind: { status: 409, code: 'adjustment-below-zero' } });
    expect(await adjust(-50)).toMatchObject({ balance: 0 });
  });
});
