import pg from 'pg';
import type { OrganizationId } from '../../src/platform/ids/ids.js';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { BillingFixture } from './support/billing-fixture.js';

let database: TestDatabase;
let billing: BillingFixture;
let application: pg.Pool;
let id: OrganizationId;

beforeAll(async () => {
  database = await createMigratedDatabase();
  billing = await BillingFixture.open(database);
  application = new pg.Pool({ connectionString: database.applicationUrl, max: 2 });
});
afterAll(async () => {
  await application.end();
  await billing.close();
  await database.drop();
});
beforeEach(async () => {
  id = await billing.createOrganization();
  await billing.topUp(id, 10);
});

interface Draft {
  readonly organization_id?: string;
  readonly number?: number;
  readonly kind?: string;
  readonly monthly?: number;
  readonly top_up?: number;
  readonly monthly_after?: number;
  readonly top_up_after?: number;
  readonly usage?: number;
  readonly feature?: string | null;
  readonly key?: string | null;
  readonly reason?: string | null;
  readonly refund_of?: number | null;
}

/** The third entry after a grant of 50 and a top-up of 10, written past the service; answers how the database took it. */
async function write(draft: Draft): Promise<string> {
  const entry = {
    organization_id: id,
    number: 3,
    kind: 'debit',
    monthly: -5,
    top_up: 0,
    monthly_after: 45,
    top_up_after: 10,
    usage: 5,
    feature: 'assistant',
    key: 'a',
    reason: null,
    refund_of: null,
    ...draft,
  };
  const columns = Object.keys(entry);
  return attempt(
    `insert into credit_entry (${columns.join(', ')}, id, actor_kind, actor_name, period_started_at)
     values (${columns.map((_, index) => `$${index + 1}`).join(', ')}, gen_random_uuid(), 'system', 'System', now())`,
    Object.values(entry),
  );
}

/** As the application's role, in the organization. */
async function attempt(sql: string, values: unknown[] = []): Promise<string> {
  const client = await application.connect();
  try {
    await client.query('begin');
    await client.query(`set local app.organization_id = '${id}'`);
    await client.query(sql, values);
    await client.query('commit');
    return 'ok';
  } catch (error) {
    await client.query('rollback');
    const { code = '', constraint } = error as { code?: string; constraint?: string };
    return constraint ?? code;
  } finally {
    client.release();
  }
}

describe('the ledger, as the database keeps it', () => {
  it('takes an entry that fits', async () => {
    expect(await write({})).toBe('ok');
    expect(await billing.balance(id)).toEqual({ monthly: 45, topUp: 10, sum: 55 });
  });

  it.each<[string, string, Draft]>([
    ['whose balance is not the one before and what it moves', 'credit_entry_chain', { monthly_after: 46 }],
    [
      'that moves a credit from one purse to the other unseen',
      'credit_entry_chain',
      { monthly_after: 44, top_up_after: 11 },
    ],
    ['that leaves a gap', 'credit_entry_chain', { number: 4 }],
    ['that comes second after the same', 'credit_entry_pkey', { number: 2 }],
    ['that begins a ledger with something already there', 'credit_entry_first', { number: 1 }],
    ['below zero', 'credit_entry_monthly_after_check', { monthly: -51, monthly_after: -1, usage: 51 }],
    [
      'by which top-ups lapse',
      'credit_entry_kind',
      { kind: 'lapse', monthly: 0, top_up: -5, monthly_after: 50, top_up_after: 5, usage: 0, feature: null, key: null },
    ],
    [
      'that spends top-ups before the monthly credits',
      'credit_entry_kind',
      { monthly: 0, top_up: -5, monthly_after: 50, top_up_after: 5 },
    ],
    ['that takes another number than was used', 'credit_entry_kind', { usage: 6 }],
    ['of a debit that gives', 'credit_entry_kind', { monthly: 5, monthly_after: 55 }],
    ['of a kind that is none', 'credit_entry_kind', { kind: 'gift', usage: 0, feature: null, key: null }],
    ['of a debit without a key', 'credit_entry_key', { key: null }],
    ['of a debit without a feature', 'credit_entry_feature', { feature: null }],
    [
      'of an adjustment without a reason',
      'credit_entry_reason',
      { kind: 'adjustment', usage: 0, feature: null, key: null },
    ],
    [
      'of a refund of nothing',
      'credit_entry_refund_of',
      { kind: 'refund', monthly: 5, monthly_after: 55, usage: -5, key: null },
    ],
  ])('refuses one %s', async (_what, constraint, draft) => {
    expect(await write(draft)).toBe(constraint);
    expect(await billing.ledger(id)).toEqual(['grant 50+0', 'top_up 0+10']);
  });

  it('refuses a second debit with the same key, and a second refund of the same debit', async () => {
    await billing.debit(id, 5, 'a');
    const fourth = { number: 4, monthly_after: 40 };
    expect(await write(fourth)).toBe('credit_entry_by_key');
    await billing.refund(id, 'a');
    const again = { kind: 'refund', monthly: 5, monthly_after: 55, usage: -5, key: null, refund_of: 3, number: 5 };
    expect(await write(again)).toBe('credit_entry_refunded');
  });

  it.each([
    'update credit_entry set reason = null',
    'delete from credit_entry',
    'truncate credit_entry',
    'delete from credit_account',
  ])('never changes: %s', async (sql) => {
    // insufficient_privilege
    expect(await attempt(sql)).toBe('42501');
  });

  it('takes nothing for another organization, and shows nothing of it', async () => {
    const other = await billing.createOrganization();
    expect(await write({ organization_id: other, number: 2 })).toBe('42501');
    expect(await attempt('select 1 / count(*) from credit_entry where organization_id = $1', [other])).toBe('22012');
  });
});
