import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import type { MoneyDto } from '../../platform/money/money.dto.js';
import { spanOfDays } from '../../platform/time/day-span.js';
import type { RecordKind } from '../kind/record-kind.js';

/** The number of records of a kind in one state; `null` if the kind has no states. */
export interface StateCount {
  readonly state: string | null;
  readonly count: number;
}

/** Deals won in one currency. */
export interface Revenue {
  readonly won: number;
  /** A sum beyond 2^53−1 minor units is shown as that maximum, as everywhere. */
  readonly revenue: MoneyDto;
}

/** Figures over all records, each from one statement. The callers decide who may see them. */
@Injectable()
export class RecordFigures {
  constructor(private readonly tenants: TenantDatabase) {}

  /** The number of records by status or stage. */
  async countByState(auth: AuthorizedContext, { table, state }: RecordKind): Promise<StateCount[]> {
    return this.tenants.read<StateCount>(auth, {
      text: `select ${state?.column ?? 'null'} as state, count(*) as count from ${table}
             where organization_id = $1 group by 1 order by 2 desc, 1`,
      values: [auth.organizationId],
    });
  }

  /**
   * The revenue between two days, both included, in the organization's timezone; currencies are separate.
   *
   * @param ownerId only this member's deals; null: all deals
   */
  async revenue(
    auth: AuthorizedContext,
    days: { from: string; to: string },
    ownerId: MembershipId | null,
  ): Promise<Revenue[]> {
    const { from, until } = spanOfDays(days.from, days.to, await this.timezoneOf(auth));
    const rows = await this.tenants.read<{ currency: string; won: number; amount: number }>(auth, {
      text: `select d.currency, count(*) as won, least(sum(d.amount), ${Number.MAX_SAFE_INTEGER})::bigint as amount
             from deal d
             where d.organization_id = $1 and d.stage = 'closed_won' and d.closed_at >= $2 and d.closed_at < $3
               and ($4::uuid is null or d.owner_id = $4)
             group by d.currency order by d.currency`,
      values: [auth.organizationId, from, until, ownerId],
    });
    return rows.map(({ currency, won, amount }) => ({ won, revenue: { amount, currency } }));
  }

  private async timezoneOf(auth: AuthorizedContext): Promise<string> {
    const [organization] = await this.tenants.read<{ timezone: string }>(auth, {
      text: 'select timezone from organization where organization_id = $1',
      values: [auth.organizationId],
    });
    return organization?.timezone ?? 'UTC';
  }
}
