import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { FiscalCalendar } from './fiscal-period.policy.js';
import type { Targets } from './revenue-plan.policy.js';
import type { OrganizationEntity } from '../organization.entity.js';

/** What an organization's revenue is measured by: its calendar, its currency and its targets. */
export interface RevenuePlan extends FiscalCalendar {
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
  readonly logoId: string | null;
  readonly targets: Targets;
  /** When this was read, by the database's clock. */
  readonly now: Date;
}

interface PlanRow extends Readonly<
  Pick<OrganizationEntity, 'name' | 'slug' | 'currency' | 'timezone' | 'fiscal_year_start_month' | 'logo_id'>
> {
  readonly monthly: number | null;
  readonly quarterly: number | null;
  readonly of_periods: Record<string, number>;
  readonly now: string;
}

/** A target that was set in another currency than the present one does not apply. */
const SELECT_PLAN = `
  select o.name, o.slug, o.currency, o.timezone, o.fiscal_year_start_month, o.logo_id,
         case when o.monthly_target_currency = o.currency then o.monthly_target end as monthly,
         case when o.quarterly_target_currency = o.currency then o.quarterly_target end as quarterly,
         coalesce((select json_object_agg(t.period, t.amount) from revenue_target t
                   where t.organization_id = :organizationId and t.currency = o.currency), '{}') as of_periods,
         clock_timestamp() as now
  from organization o where o.organization_id = :organizationId`;

/** Reads what an organization's revenue is measured by. */
@Injectable()
export class RevenuePlans {
  constructor(private readonly tenants: TenantDatabase) {}

  async get(auth: AuthorizedContext): Promise<RevenuePlan> {
    const values = { organizationId: auth.organizationId };
    return planOf(await this.tenants.read<PlanRow>(auth, { text: SELECT_PLAN, values }));
  }

  /** The same in an open transaction. */
  async getIn(tx: TenantTransaction): Promise<RevenuePlan> {
    return planOf(await tx.query<PlanRow>(SELECT_PLAN, { organizationId: tx.organizationId }));
  }
}

function planOf([row]: readonly PlanRow[]): RevenuePlan {
  if (!row) throw new Error('An authorized organization has no row.');
  return {
    name: row.name,
    slug: row.slug,
    currency: row.currency,
    timezone: row.timezone,
    fiscalYearStartMonth: row.fiscal_year_start_month,
    logoId: row.logo_id,
    targets: { monthly: row.monthly, quarterly: row.quarterly, ofPeriods: row.of_periods },
    now: new Date(row.now),
  };
}
