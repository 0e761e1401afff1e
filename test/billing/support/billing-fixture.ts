import { AuditLog, type Actor } from '../../../src/audit/audit-log.js';
import { BillingScheduledRun } from '../../../src/billing/credits/billing-scheduled-run.job.js';
import { CreditLedger } from '../../../src/billing/credits/credit-ledger.js';
import { Credits } from '../../../src/billing/credits/credits.service.js';
import { Seats } from '../../../src/billing/seats/seats.js';
import { Subscriptions } from '../../../src/billing/subscription/subscriptions.js';
import type { BillingSettings } from '../../../src/billing/billing-configuration.js';
import { createDataSource, dataSourceOptions, poolOf } from '../../../src/platform/database/data-source.js';
import { GlobalDatabase } from '../../../src/platform/database/global-database.js';
import { TenantDatabase } from '../../../src/platform/database/tenant-database.js';
import { LOCK_ORDER } from '../../../src/lock-order.js';
import type { TenantTransaction } from '../../../src/platform/database/tenant-transaction.js';
import { CreditThresholds } from '../../../src/billing/credits/credits-used.event.js';
import { SeatOverruns } from '../../../src/billing/seats/seat-limit-exceeded.event.js';
import { DueWork } from '../../../src/platform/jobs/due-work.js';
import { newId, type MembershipId, type OrganizationId, type UserId } from '../../../src/platform/ids/ids.js';
import type { TestDatabase } from '../../support/database.js';

export const ADA: Actor = { kind: 'member', id: '019ab970-1c00-7000-8000-000000000002', name: 'Ada Lovelace' };
export const OPERATOR: Actor = { kind: 'superadmin', id: '019ab970-1c00-7000-8000-000000000009', name: 'Operator' };

/** The service's own billing in this process, on a real database: features debit by method, not by HTTP. */
export class BillingFixture {
  readonly tenants: TenantDatabase;
  readonly accounts: CreditLedger;
  readonly credits: Credits;
  readonly subscriptions: Subscriptions;
  private readonly billingJob: BillingScheduledRun;

  private constructor(
    private readonly database: TestDatabase,
    private readonly dataSource: ReturnType<typeof createDataSource>,
  ) {
    const audit = new AuditLog();
    const ledger = new CreditLedger(audit, new SeatOverruns());
    this.accounts = ledger;
    // Billing asks the configuration for nothing but its provider.
    const configuration: BillingSettings = { billing: { provider: 'local' } };
    this.tenants = new TenantDatabase(dataSource, LOCK_ORDER, { isDistributed: false });
    this.credits = new Credits(this.tenants, ledger, audit, new CreditThresholds());
    this.subscriptions = new Subscriptions(this.tenants, new Seats(), ledger, audit, configuration);
    this.billingJob = new BillingScheduledRun(new DueWork(new GlobalDatabase(dataSource)), this.tenants, ledger);
  }

  static async open(database: TestDatabase): Promise<BillingFixture> {
    const dataSource = createDataSource(dataSourceOptions({ url: database.applicationUrl, poolSize: 20 }));
    await dataSource.initialize();
    return new BillingFixture(database, dataSource);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  runInTenant<T>(organizationId: OrganizationId, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return this.tenants.runAsSystem(organizationId, work);
  }

  debit(organizationId: OrganizationId, credits: number, key: string = newId(), feature = 'assistant') {
    return this.runInTenant(organizationId, (tx) => this.credits.debit(tx, { feature, credits, key, actor: ADA }));
  }

  refund(organizationId: OrganizationId, key: string) {
    return this.runInTenant(organizationId, (tx) => this.credits.refund(tx, key, ADA));
  }

  topUp(organizationId: OrganizationId, credits: number, key: string | null = null) {
    return this.runInTenant(organizationId, (tx) => this.credits.topUp(tx, credits, key, ADA));
  }

  /** What the job does every minute. */
  runScheduledJob() {
    return this.billingJob.run({ signal: new AbortController().signal });
  }

  /** An organization on Free with its owner, made as the service makes it. */
  async createOrganization(timezone = 'UTC'): Promise<OrganizationId> {
    const [organizationId, userId] = [newId<OrganizationId>(), newId<UserId>()];
    const ownerId = newId<MembershipId>();
    await poolOf(this.dataSource).query(`insert into user_account (user_id, name) values ($1, 'Ada')`, [userId]);
    await this.runInTenant(organizationId, async (tx) => {
      await tx.query(
        `insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, owner_membership_id)
         values ($1, 'Acme', $3, 'EUR', $4, 1, $2)`,
        [organizationId, ownerId, organizationId, timezone],
      );
      await tx.query(
        `insert into membership (organization_id, id, user_id, role, status) values ($1, $2, $3, 'owner', 'active')`,
        [organizationId, ownerId, userId],
      );
      await this.subscriptions.createSubscription(tx);
    });
    return organizationId;
  }

  /** Moves an organization in its first period into the past: as if it had been created then and slept since. */
  async moveCreation(organizationId: string, to: string): Promise<void> {
    await moveCreation(this.database, organizationId, to);
  }

  /** The balance as the last entry has it, and as all of them add up. */
  async balance(organizationId: string): Promise<{ monthly: number; topUp: number; sum: number }> {
    const { rows } = await this.database.admin.query<{ monthly: number; topUp: number; sum: number }>(
      `select (array_agg(monthly_after order by number desc))[1]::int as monthly,
              (array_agg(top_up_after order by number desc))[1]::int as "topUp", sum(credits)::int as sum
       from credit_entry where organization_id = $1`,
      [organizationId],
    );
    const [row] = rows;
    if (!row) throw new Error('No entries.');
    return row;
  }

  /** The ledger, oldest first, each entry in a few words: `grant 50`, `debit -3+0`. */
  async ledger(organizationId: string): Promise<string[]> {
    const { rows } = await this.database.admin.query<{ text: string }>(
      `select kind || ' ' || monthly || case when top_up < 0 then '' else '+' end || top_up as text
       from credit_entry where organization_id = $1 order by number`,
      [organizationId],
    );
    return rows.map(({ text }) => text);
  }
}

export async function moveCreation({ admin }: TestDatabase, organizationId: string, to: string): Promise<void> {
  await admin.query('update organization set created_at = $2 where organization_id = $1', [organizationId, to]);
  await admin.query('update credit_entry set period_started_at = $2, created_at = $2 where organization_id = $1', [
    organizationId,
    to,
  ]);
  await admin.query(
    `update credit_account set period_started_at = $2, period_ends_at = $2::timestamptz + interval '1 month'
     where organization_id = $1`,
    [organizationId, to],
  );
  await admin.query(
    `update due_work set due_at = $2::timestamptz + interval '1 month' where organization_id = $1 and kind = 'billing'`,
    [organizationId, to],
  );
}
