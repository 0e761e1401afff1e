import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantCaller } from '../platform/database/tenancy.js';
import { endOfDay, startOfDay } from '../platform/time/day-span.js';
import { newestFirst, type Page, pageClauses, toPage } from '../platform/lists/keyset.js';
import type { AuditEventDto, AuditEventQueryDto } from './dto/audit-event.dto.js';
import type { AuditEventEntity } from './audit-event.entity.js';

const NEWEST_FIRST = newestFirst('newest-event', 'a.at');

type AuditRow = Readonly<Omit<AuditEventEntity, 'organization_id'>>;

/** Reads the audit log. */
@Injectable()
export class AuditEvents {
  constructor(private readonly tenants: TenantDatabase) {}

  /** Newest first. The days of the filter are days in the organization's timezone. */
  async list(auth: TenantCaller, query: AuditEventQueryDto): Promise<Page<AuditEventDto>> {
    const page = pageClauses(NEWEST_FIRST, 'a.id', query.cursor);
    const { from, until } = await this.spanOf(auth, query);
    const rows = await this.tenants.read<AuditRow>(auth, {
      text: `
        select a.id, a.action, a.actor_kind, a.actor_id, a.actor_name, a.target_kind, a.target_id, a.target_name,
               a.changes, a.at, a.ip, a.request_id
        from audit_event a
        where a.organization_id = :organizationId
          and (:actor::uuid is null or a.actor_id = :actor) and (:action::text is null or a.action = :action)
          and (:from::timestamptz is null or a.at >= :from) and (:until::timestamptz is null or a.at < :until)
          and ${page.where}
        order by ${page.orderBy} limit :limit`,
      values: {
        organizationId: auth.organizationId,
        actor: query.actor ?? null,
        action: query.action ?? null,
        from,
        until,
        limit: query.limit + 1,
        ...page.values,
      },
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
