import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { pageClauses, toPage, type Page, type Sort } from '../../platform/lists/keyset.js';
import type { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import type { MoneyInputDto } from '../../platform/money/money.dto.js';
import type { RevenueTargetDto } from '../dto/settings.dto.js';
import { parsePeriod } from './fiscal-period.policy.js';
import { revenueTargetNotFound } from '../organization.problems.js';
import { inOrganizationCurrency } from '../settings/settings.policy.js';
import type { RevenueTargetEntity } from './revenue-target.entity.js';

type TargetRow = Readonly<Omit<RevenueTargetEntity, 'organization_id'>>;

const NO_ID = '00000000-0000-0000-0000-000000000000';
const BY_PERIOD: Sort = { name: 'period', key: { sql: 'period', type: 'text', nullable: false }, descending: false };

/** Targets of single months and fiscal quarters, which apply instead of the default ones. */
@Injectable()
export class RevenueTargets {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  async list(auth: AuthorizedContext, query: ListQueryDto): Promise<Page<RevenueTargetDto>> {
    // A period is unique by itself; the keyset's second column is a constant here.
    const page = pageClauses(BY_PERIOD, `'${NO_ID}'::uuid`, query.cursor);
    const rows = await this.tenants.read<TargetRow>(auth, {
      text: `select period, amount, currency from revenue_target
             where organization_id = :organizationId and ${page.where} order by ${page.orderBy} limit :limit`,
      values: { organizationId: auth.organizationId, limit: query.limit + 1, ...page.values },
    });
    return toPage(rows, query.limit, BY_PERIOD, (row) => ({ value: row.period, id: NO_ID }), toTarget);
  }

  /** @throws 422 for an invalid period, or an amount in another currency than the organization's */
  async set(auth: AuthorizedContext, period: string, given: MoneyInputDto): Promise<RevenueTargetDto> {
    requirePeriod(period);
    return this.tenants.write(auth, async (tx) => {
      const { amount, currency } = inOrganizationCurrency(given, auth.organization.currency, '/amount/currency');
      const before = await this.find(tx, period);
      if (before?.amount === amount && before.currency === currency) return { period, amount: { amount, currency } };
      await tx.query(
        `insert into revenue_target (organization_id, period, amount, currency) values ($1, $2, $3, $4)
         on conflict (organization_id, period) do update set amount = excluded.amount, currency = excluded.currency`,
        [tx.organizationId, period, amount, currency],
      );
      this.recordTargetEvent(tx, auth, 'revenue_target.set', period, before, { amount, currency });
      return { period, amount: { amount, currency } };
    });
  }

  /** @throws 404 `revenue-target-not-found`, 422 for an invalid period */
  async delete(auth: AuthorizedContext, period: string): Promise<void> {
    requirePeriod(period);
    await this.tenants.write(auth, async (tx) => {
      const before = await this.find(tx, period);
      if (!before) throw new Problem(revenueTargetNotFound);
      await tx.query('delete from revenue_target where organization_id = $1 and period = $2', [
        tx.organizationId,
        period,
      ]);
      this.recordTargetEvent(tx, auth, 'revenue_target.removed', period, before, null);
    });
  }

  private async find(tx: TenantTransaction, period: string): Promise<{ amount: number; currency: string } | null> {
    tx.locks.assertOrder('other');
    const [row] = await tx.query<{ amount: number; currency: string }>(
      'select amount, currency from revenue_target where organization_id = $1 and period = $2 for update',
      [tx.organizationId, period],
    );
    return row ?? null;
  }

  private recordTargetEvent(
    tx: TenantTransaction,
    auth: AuthorizedContext,
    action: 'revenue_target.set' | 'revenue_target.removed',
    period: string,
    from: unknown,
    to: unknown,
  ): void {
    this.audit.recordAuditEvent(tx, {
      action,
      actor: auth.actor,
      target: { kind: 'revenue_target', id: null, name: period },
      changes: { amount: { from, to } },
    });
  }
}

function requirePeriod(period: string): void {
  if (!parsePeriod(period)) {
    throw invalid({
      pointer: '/period',
      detail: 'Choose a month such as 2026-12 or a fiscal quarter such as FY2027-Q1.',
    });
  }
}

function toTarget({ period, amount, currency }: TargetRow): RevenueTargetDto {
  return { period, amount: { amount, currency } };
}
