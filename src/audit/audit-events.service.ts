import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantCaller } from '../platform/database/tenancy.js';
import { type Page, pageClauses, toPage } from '../platform/lists/keyset.js';
import { searchPattern } from '../platform/lists/search.js';
import { endOfDay, startOfDay } from '../platform/time/day-span.js';
import { actionsOf, type AuditAction } from './audit-actions.js';
import type { AuditEventEntity } from './audit-event.entity.js';
import { NEWEST_FIRST, pageStatement, type AuditFilters, type TextFilter } from './audit-event-sql.js';
import type { AuditEventDto, AuditEventQueryDto, AuditExportQueryDto } from './dto/audit-event.dto.js';

/** The most matches of a text that are listed by the index of the search; a text with more is compared in the list's order. */
const MAX_FOUND = 5_000;

type AuditRow = Readonly<Omit<AuditEventEntity, 'organization_id'>>;

/** Where a page begins, and how many events it has. */
interface PageOptions {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Reads the audit log. */
@Injectable()
export class AuditEvents {
  constructor(private readonly tenants: TenantDatabase) {}

  /** Newest first. */
  async list(auth: TenantCaller, query: AuditEventQueryDto): Promise<Page<AuditEventDto>> {
    return this.readPage(auth, await this.filtersOf(auth, query), query);
  }

  /** One page of the events that match the filters. */
  async readPage(
    auth: TenantCaller,
    filters: AuditFilters,
    { limit, cursor }: PageOptions,
  ): Promise<Page<AuditEventDto>> {
    const page = pageClauses(NEWEST_FIRST, 'a.id', cursor);
    const statement = pageStatement(auth.organizationId, filters, page, limit + 1);
    const rows = await this.tenants.read<AuditRow>(auth, statement);
    return toPage(rows, limit, NEWEST_FIRST, (row) => ({ value: row.at, id: row.id }), toAuditEvent);
  }

  /** The filters of a query. Its days are days in the organization's timezone. */
  async filtersOf(auth: TenantCaller, query: AuditExportQueryDto): Promise<AuditFilters> {
    const [days, text] = [await this.daysOf(auth, query), await this.search(auth, query.q)];
    return { actor: query.actor, target: query.target, actions: actionsIn(query), ...days, text };
  }

  /** The instants at which the days of the filter begin and end in the organization's timezone. */
  private async daysOf(
    auth: TenantCaller,
    { from, to }: AuditExportQueryDto,
  ): Promise<Pick<AuditFilters, 'from' | 'until'>> {
    if (from === undefined && to === undefined) return {};
    const [organization] = await this.tenants.read<{ timezone: string }>(auth, {
      text: 'select timezone from organization where organization_id = $1',
      values: [auth.organizationId],
    });
    const timezone = organization?.timezone ?? 'UTC';
    return {
      ...(from === undefined ? {} : { from: startOfDay(from, timezone) }),
      ...(to === undefined ? {} : { until: endOfDay(to, timezone) }),
    };
  }

  /** Few matches are found with the index of the search; of many, the first are found quickly in the order of the list. */
  private async search(auth: TenantCaller, q: string | undefined): Promise<TextFilter | undefined> {
    const pattern = searchPattern(q);
    if (pattern === null) return undefined;
    const rows = await this.tenants.read<{ id: string }>(auth, {
      text: 'select find_audit_events($1, $2) as id',
      values: [pattern, MAX_FOUND + 1],
    });
    return { pattern, found: rows.length > MAX_FOUND ? null : rows.map(({ id }) => id) };
  }
}

/** The actions that both filters include; undefined where neither is set. */
function actionsIn({ action, group }: AuditExportQueryDto): readonly AuditAction[] | undefined {
  if (group === undefined) return action && [action];
  return actionsOf(group).filter((one) => action === undefined || one === action);
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
