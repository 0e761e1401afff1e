import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { BillingCalendar } from './billing-period.policy.js';
import { endOfPeriod, nextScheduledChangeAt } from './credit-account-changes.policy.js';
import type { CreditAccount } from './credits.policy.js';
import type { SubscriptionEntity } from '../subscription/subscription.entity.js';
import type { CreditAccountEntity } from './credit-account.entity.js';

/** An account as it was last written, which may be some time ago. */
export interface StoredAccount {
  readonly account: CreditAccount;
  readonly calendar: BillingCalendar;
  readonly organizationName: string;
  /** The number of the last entry; 0 before the first. */
  readonly lastNumber: number;
  /** By the database's clock, the only one that all processes share. */
  readonly now: string;
}

export interface AccountRow
  extends
    Readonly<Pick<SubscriptionEntity, 'plan' | 'returns_to' | 'returns_at' | 'paid_plan' | 'paid_until'>>,
    Readonly<Pick<CreditAccountEntity, 'period_started_at' | 'period_ends_at' | 'period_by' | 'unlimited'>> {
  readonly number: number | null;
  readonly monthly: number | null;
  readonly top_up: number | null;
  readonly granted: number;
  readonly name: string;
  readonly created_at: string;
  readonly timezone: string;
  readonly now: string;
}

/** The balance is stored in the last ledger entry only. */
const COLUMNS = `
  s.plan, s.returns_to, s.returns_at, s.paid_plan, s.paid_until, a.period_started_at, a.period_ends_at, a.period_by, a.unlimited,
  e.number, e.monthly_after as monthly, e.top_up_after as top_up,
  (select coalesce(sum(g.monthly), 0)::bigint from credit_entry g
   where g.organization_id = :organizationId and g.kind = 'grant' and g.period_started_at = a.period_started_at) as granted,
  o.name, o.created_at, o.timezone, clock_timestamp() as now`;

const TABLES = `
  from credit_account a
  join subscription s on s.organization_id = a.organization_id
  join organization o on o.organization_id = a.organization_id
  left join lateral (
    select l.number, l.monthly_after, l.top_up_after from credit_entry l
    where l.organization_id = :organizationId order by l.number desc limit 1) e on true
  where a.organization_id = :organizationId`;

export const SELECT_ACCOUNT = `select ${COLUMNS} ${TABLES}`;

/** What each feature used in a period, the largest first. A feature whose usage was refunded completely is left out. */
const USAGE = `
  select coalesce(json_agg(json_build_object('feature', f.feature, 'credits', f.credits)
                           order by f.credits desc, f.feature), '[]')
  from (select u.feature, sum(u.usage)::bigint as credits from credit_entry u
        where u.organization_id = :organizationId and u.period_started_at = a.period_started_at and u.usage <> 0
        group by u.feature having sum(u.usage) <> 0) f`;

/** The account together with the period's usage, in one statement. */
export const SELECT_ACCOUNT_AND_USAGE = `select ${COLUMNS}, (${USAGE}) as usage ${TABLES}`;

export async function readAccount(tx: TenantTransaction): Promise<StoredAccount> {
  return toStoredAccount(await tx.one<AccountRow>(SELECT_ACCOUNT, { organizationId: tx.organizationId }));
}

export function toStoredAccount(row: AccountRow): StoredAccount {
  const { returns_to: plan, returns_at: at } = row;
  return {
    account: {
      plan: row.plan,
      planReturn: plan !== null && at !== null ? { plan, at } : null,
      monthly: row.monthly ?? 0,
      topUp: row.top_up ?? 0,
      granted: row.granted,
      unlimited: row.unlimited,
      periodStartedAt: row.period_started_at,
      periodEndsAt: row.period_ends_at,
      periodBy: row.period_by,
      paid: { plan: row.paid_plan, until: row.paid_until },
    },
    calendar: { createdAt: row.created_at, timezone: row.timezone },
    organizationName: row.name,
    lastNumber: row.number ?? 0,
    now: row.now,
  };
}

/**
 * Whether the stored account is still current: since it was written no period or plan has ended, and the timezone is
 * the same.
 */
export function isUpToDate({ account, calendar, now }: StoredAccount): boolean {
  const at = nextScheduledChangeAt(account);
  return (at === null || Date.parse(at) > Date.parse(now)) && endOfPeriod(account, calendar) === account.periodEndsAt;
}
