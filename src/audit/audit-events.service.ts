import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantCaller } from '../platform/database/tenancy.js';
import { endOfDay, startOfDay } from '../platform/time/day-span.js';
import { pageClauses, toPage, type Page, type Sort } from '../platform/lists/keyset.js';
import type { AuditEventDto, AuditEventQueryDto } from './dto/audit-event.dto.js';
import type { AuditEventEntity } from './audit-event.entity.js';

const NEWEST_FIRST: Sort = {
  name: 'newest-event',
  key: { sql: 'a.at', type: 'timestamptz', nullable: false },
  descending: true,
};

type AuditRow = Readonly<Omit<AuditEventEntity, 'organization_id'>>;

/** Reads the audit log. */
@Injectable()
export class AuditEvents {
  constructor(private readonly tenants: TenantDatabase) {}

  /** Newest first. The days of the filter are days in the organization's timezone. */
  async list(auth: TenantCaller, query: AuditEventQueryDto): Promise<Page<AuditEventDto>> {
    const page = pageClauses(NEWEST_FIRST, 'a.id', query.cursor, 7);
    const { from, until } = await this.spanOf(auth, query);
    const rows = await this.tenants.read<AuditRow>(auth, {
      text: `
        select a.id, a.action, a.actor_kind, a.actor_id, a.actor_name, a.target_kind, a.target_id, a.target_name,
               a.changes, a.at, a.ip, a.request_id
        from audit_event a
        where a.organization_id = $1
          and ($2::uuid is null or a.actor_id = $2) and ($3::text is null or a.action = $3)
          and ($4::timestamptz is null or a.at >= $4) and ($5::timestamptz is null or a.at < $5)
          and ${page.where}
        order by ${page.orderBy} limit $6`,
      values: [
        auth.organizationId,
        query.actor ?? null,
        query.action ?? null,
        from,
        until,
        query.limit + 1,
        ...page.values,
      ],
    });
    return toPage(rows, query.limit, NEWEST_FIRST, (row) => ({ value: row.at, id: row.id }), toAuditEvent);
  }

  /**
   * The instants at which the days of the filter begin and end in the organization's timezone; null for a side that is not
   * filtered.
   */
  private async spanOf(
    auth: TenantCaller,
    { from, to }: AuditEventQueryDto,
  ): Promise<{ from: string | null; until: string | null }> {
    if (from === undefined && to === undefined) return { from: null, until: null };
    const [organization] = await this.tenants.read<{ timezone: string }>(auth, {
      text: 'select timezone from organization where organization_id = $1',
      values: [auth.organizationId],
    });
    const timezone = organization?.timezone ?? 'UTC';
    return {
      from: from === undefined ? null : startOfDay(from, timezone),
      until: to === undefined ? null : endOfDay(to, timezone),
    };
  }
}

function toAuditEvent(row: AuditRow): AuditEventDto {
  return {
    id: row.id,
    action: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    target: { kind: row.target_kind, id: row.target_id, name: row.target_name },
    changes: row.changes,
    at: row.at,
    ip: row.ip,
    requestId: row.request_id,
  };
}
