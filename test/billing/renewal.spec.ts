import { DateTime } from 'luxon';
import { createDataSource, dataSourceOptions } from '../../src/platform/database/data-source.js';
import { newId } from '../../src/platform/ids/ids.js';
import { MIGRATIONS } from '../../src/migrations/index.js';
import { createDatabase, createMigratedDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';
import { BillingFixture, OPERATOR } from './support/billing-fixture.js';
import { waitFor } from '../support/wait.js';

let database: TestDatabase;
let billing: BillingFixture;

beforeAll(async () => {
  database = await createMigratedDatabase();
  billing = await BillingFixture.open(database);
});
afterAll(async () => {
  await billing.close();
  await database.drop();
});

const TODAY = DateTime.utc().startOf('day');
/** So many whole periods ago, and some days into the one that runs now. */
const monthsAgo = (months: number) => TODAY.minus({ months, days: 3 }).plus({ hours: 12 }).toJSDate().toISOString();

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await database.admin.query<Row>(sql, values)).rows;
}

describe('the job that renews', () => {
  it('makes up for what a sleep of three months left out, once', async () => {
    const id = await billing.createOrganization();
    await billing.topUp(id, 7);
    await billing.debit(id, 20);
    await billing.moveCreation(id, monthsAgo(3));
    expect(
      await Promise.all([billing.runScheduledJob(), billing.runScheduledJob(), billing.runScheduledJob()]),
    ).toEqual(['done', 'done', 'done']);
    expect((await billing.ledger(id)).slice(3)).toEqual([
      'lapse -30+0',
      'grant 50+0',
      'lapse -50+0',
      'grant 50+0',
      'lapse -50+0',
      'grant 50+0',
    ]);
    expect(await billing.balance(id)).toEqual({ monthly: 50, topUp: 7, sum: 57 });
    const [due] = await rows<{ ahead: boolean }>(
      `select d.due_at > now() and d.due_at = a.period_ends_at as ahead
       from due_work d join credit_account a using (organization_id) where d.organization_id = $1 and d.kind = 'billing'`,
      id,
    );
    expect(due).toEqual({ ahead: true });
  });

  it('goes through many organizations, and one that was deleted keeps none waiting', async () => {
    const deletedId = newId<string>();
    await rows(`insert into due_work (organization_id, kind, due_at) values ($1, 'billing', '2000-01-01')`, deletedId);
    const ids = await Promise.all(Array.from({ length: 8 }, () => billing.createOrganization()));
    for (const id of ids) await billing.moveCreation(id, monthsAgo(1));
    expect(await billing.runScheduledJob()).toBe('done');
    for (const id of ids) expect((await billing.ledger(id)).slice(1)).toEqual(['lapse -50+0', 'grant 50+0']);
    expect(await rows('select 1 from due_work where organization_id = $1', deletedId)).toEqual([]);
  });

  it('does the others when one fails, and comes again for it', async () => {
    const [broken, sound] = [await billing.createOrganization(), await billing.createOrganization()];
    await billing.moveCreation(broken, monthsAgo(2));
    await billing.moveCreation(sound, monthsAgo(1));
    await rows(`update organization set timezone = 'Mars/Olympus' where organization_id = $1`, broken);
    expect(await billing.runScheduledJob()).toMatchObject({ error: 'put-aside' });
    expect(await billing.ledger(sound)).toHaveLength(3);
    await rows(`update organization set timezone = 'UTC' where organization_id = $1`, broken);
    await waitFor('the end of its pause', async () => (await billing.runScheduledJob()) === 'done');
    expect(await billing.ledger(broken)).toHaveLength(5);
  });
});

describe('a debit after a sleep', () => {
  it('is taken from what the new period granted, though no job was there', async () => {
    const id = await billing.createOrganization();
    await billing.debit(id, 50);
    await billing.moveCreation(id, monthsAgo(1));
    expect(await billing.debit(id, 30)).toBe(20);
  });

  it('by many at once renews once', async () => {
    const id = await billing.createOrganization();
    await billing.moveCreation(id, monthsAgo(1));
    await Promise.all([
      ...Array.from({ length: 20 }, () => billing.debit(id, 1)),
      billing.runScheduledJob(),
      billing.runScheduledJob(),
    ]);
    expect(await billing.balance(id)).toEqual({ monthly: 30, topUp: 0, sum: 30 });
  });
});

describe('a timezone', () => {
  it.each(['Pacific/Kiritimati', 'Etc/GMT+12', 'America/St_Johns', 'Asia/Kathmandu', 'Europe/Berlin'])(
    '%s has the period end at its own midnight',
    async (zone) => {
      const id = await billing.createOrganization(zone);
      const [account] = await rows<{ ends: string }>(
        `select to_char(a.period_ends_at at time zone o.timezone, 'HH24:MI') as ends
         from credit_account a join organization o using (organization_id) where organization_id = $1`,
        id,
      );
      expect(account).toEqual({ ends: '00:00' });
    },
  );

  it('that changes moves the end of the running period, and grants nothing more', async () => {
    const id = await billing.createOrganization();
    const midnight = async (zone: string) => {
      await rows('update organization set timezone = $2 where organization_id = $1', id, zone);
      await billing.debit(id, 1);
      const [row] = await rows<{ ends: string }>(
        `select to_char(period_ends_at at time zone $2, 'HH24:MI') as ends from credit_account where organization_id = $1`,
        id,
        zone,
      );
      return row?.ends;
    };
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) expect(await midnight(zone)).toBe('00:00');
    expect(await billing.ledger(id)).toEqual(['grant 50+0', ...Array<string>(3).fill('debit -1+0')]);
  });
});

describe('a plan set for a time', () => {
  const force = (
    id: Awaited<ReturnType<BillingFixture['createOrganization']>>,
    plan: 'pro' | 'enterprise' | 'free',
    until: string | null,
  ) => billing.runInTenant(id, (tx) => billing.subscriptions.forcePlan(tx, plan, until, OPERATOR));
  const nextYear = `${TODAY.year + 1}-06-01T00:00:00Z`;
  const planOf = async (id: string) =>
    (
      await rows<{ plan: string; returns_to: string | null }>(
        'select plan, returns_to from subscription where organization_id = $1',
        id,
      )
    )[0];

  it('is in force at once with its credits, and goes back by the job', async () => {
    const id = await billing.createOrganization();
    expect(await force(id, 'pro', nextYear)).toMatchObject({ plan: 'pro', credits: { balance: 10_000 } });
    expect(await planOf(id)).toEqual({ plan: 'pro', returns_to: 'free' });
    await rows(`update subscription set returns_at = now() - interval '1 minute' where organization_id = $1`, id);
    await rows(
      `update due_work set due_at = now() - interval '1 minute' where organization_id = $1 and kind = 'billing'`,
      id,
    );
    await billing.runScheduledJob();
    expect(await planOf(id)).toEqual({ plan: 'free', returns_to: null });
    expect(await billing.balance(id)).toMatchObject({ sum: 10_000 });
    expect(
      await rows(
        `select actor_kind, changes from audit_event
         where organization_id = $1 and action = 'subscription.plan_changed' order by at`,
        id,
      ),
    ).toMatchObject([
      { actor_kind: 'superadmin', changes: { plan: { from: 'free', to: 'pro' }, until: { from: null } } },
      { actor_kind: 'system', changes: { plan: { from: 'pro', to: 'free' } } },
    ]);
  });

  it('goes back in the order of its time after a long sleep', async () => {
    const id = await billing.createOrganization();
    await force(id, 'pro', nextYear);
    await billing.moveCreation(id, monthsAgo(3));
    const end = TODAY.minus({ months: 1, days: 10 }).toJSDate().toISOString();
    await rows('update subscription set returns_at = $2 where organization_id = $1', id, end);
    await billing.runScheduledJob();
    expect((await billing.ledger(id)).filter((entry) => entry.startsWith('grant')).slice(2)).toEqual([
      'grant 10000+0',
      'grant 50+0',
      'grant 50+0',
    ]);
  });

  it('set again goes back to the first one; set without an end, or back to it, it stays', async () => {
    const id = await billing.createOrganization();
    await force(id, 'pro', nextYear);
    await force(id, 'enterprise', nextYear);
    expect(await planOf(id)).toEqual({ plan: 'enterprise', returns_to: 'free' });
    await force(id, 'free', nextYear);
    expect(await planOf(id)).toEqual({ plan: 'free', returns_to: null });
    await force(id, 'pro', null);
    expect(await planOf(id)).toEqual({ plan: 'pro', returns_to: null });
  });

  it.each(['2020-01-01T00:00:00Z', 'tomorrow'])('is refused with the end %s', async (until) => {
    const id = await billing.createOrganization();
    await expect(force(id, 'pro', until)).rejects.toMatchObject({
      kind: { status: 422 },
      members: { errors: [{ pointer: '/until' }] },
    });
  });
});

describe('organizations from before there were credits', () => {
  it('are given the running period and what their plan grants', async () => {
    const old = await createDatabase();
    const before = createDataSource({
      ...dataSourceOptions({ url: old.ownerUrl, poolSize: 1 }),
      migrations: MIGRATIONS.slice(0, 3),
    });
    await before.initialize();
    await before.runMigrations();
    await before.destroy();
    const olderOrganizations = [
      ['free', 'UTC', monthsAgo(5)],
      ['pro', 'Pacific/Auckland', new Date().toISOString()],
      ['enterprise', 'America/St_Johns', '2024-02-29T12:00:00.000Z'],
      ['starter', 'Mars/Olympus', '2025-01-31T23:30:00.000Z'],
    ] as const;
    for (const [plan, timezone, createdAt] of olderOrganizations) {
      await old.admin.query(
        `with o as (
           insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, created_at, deleted_at)
           values (gen_random_uuid(), 'Old', 'old', 'EUR', $2, 1, $3, now()) returning organization_id)
         insert into subscription (organization_id, plan, status) select organization_id, $1, 'active' from o`,
        [plan, timezone, createdAt],
      );
    }
    await migrateDatabase(old);
    const { rows: accounts } = await old.admin.query<{ plan: string; running: boolean; v7: boolean }>(`
      select s.plan, e.balance_after::int as balance, e.kind, e.period_started_at = a.period_started_at as same,
             a.period_started_at <= now() and now() < a.period_ends_at and d.due_at = a.period_ends_at as running,
             substr(e.id::text, 15, 1) = '7' as v7
      from subscription s join credit_account a using (organization_id) join credit_entry e using (organization_id)
      join due_work d on d.organization_id = s.organization_id and d.kind = 'billing' order by balance`);
    const same = { kind: 'grant', same: true, running: true, v7: true };
    expect(accounts).toEqual([
      { plan: 'free', balance: 50, ...same },
      { plan: 'starter', balance: 3_000, ...same },
      { plan: 'pro', balance: 10_000, ...same },
      { plan: 'enterprise', balance: 40_000, ...same },
    ]);
    await old.drop();
  });
});
