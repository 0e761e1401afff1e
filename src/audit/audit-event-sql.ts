import { newestFirst, type PageClauses } from '../platform/lists/keyset.js';
import { searchKey } from '../platform/database/name-order.js';
import { searchOperatorOf } from '../platform/lists/search.js';
import type { AuditAction } from './audit-actions.js';

/** The order of the audit log. */
export const NEWEST_FIRST = newestFirst('newest-event', 'a.at');

/** The filters of the audit log as its statement needs them; what is not filtered is left out. */
export interface AuditFilters {
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  /** The first instant, and the first one that is too late. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly text?: TextFilter | undefined;
}

/** A searched text; `found` are the IDs of all matches where there are few of them. */
export interface TextFilter {
  readonly pattern: string;
  readonly found: readonly string[] | null;
}

interface Statement {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const COLUMNS = `a.id, a.action, a.actor_kind, a.actor_id, a.actor_name, a.target_kind, a.target_id, a.target_name,
  a.changes, a.at, a.ip, a.request_id`;

/**
 * The statement of one page. Its conditions are only those that are filtered by, so that each has an index in the order of
 * the list: by actor, by target, by action, by time.
 */
export function pageStatement(
  organizationId: string,
  filters: AuditFilters,
  page: PageClauses,
  limit: number,
): Statement {
  const isByAction = filters.actions !== undefined && !filters.actor && !filters.target && !filters.text?.found;
  const { conditions, values } = conditionsOf(filters, isByAction);
  const where = ['a.organization_id = :organizationId', ...conditions, page.where].join(' and ');
  const events = `select ${COLUMNS} from audit_event a where ${where} order by ${page.orderBy} limit :limit`;
  return {
    text: isByAction ? mergedByAction(events, page.orderBy) : events,
    values: { organizationId, limit, ...values, ...page.values },
  };
}

/**
 * The newest events of each action, and of these the newest: an index has the events of one action in order, not those of
 * several. So a group of rare actions is found without reading all events.
 */
function mergedByAction(events: string, orderBy: string): string {
  return `select a.* from unnest(:actions::text[]) wanted(action) cross join lateral (${events}) a
          order by ${orderBy} limit :limit`;
}

function conditionsOf(filters: AuditFilters, isByAction: boolean) {
  const { actor, target, actions, from, until, text } = filters;
  const parts: readonly [condition: string, name: string, value: unknown][] = [
    ['a.actor_id = :actor::uuid', 'actor', actor],
    ['a.target_id = :target', 'target', target],
    [isByAction ? 'a.action = wanted.action' : 'a.action = any(:actions::text[])', 'actions', actions],
    ['a.at >= :from::timestamptz', 'from', from],
    ['a.at < :until::timestamptz', 'until', until],
    ...textConditions(text),
  ];
  const used = parts.filter(([, , value]) => value !== undefined);
  return {
    conditions: used.map(([condition]) => condition),
    values: Object.fromEntries(used.map(([, name, value]) => [name, value])),
  };
}

function textConditions(text: TextFilter | undefined): [string, string, unknown][] {
  if (!text) return [];
  if (text.found) return [['a.id = any(:found::uuid[])', 'found', text.found]];
  const operator = searchOperatorOf(text.pattern);
  // In a subquery, so that the search text is folded once and not for each row.
  const key = `(select ${searchKey(':pattern::text')})`;
  const matches = ['a.actor_name', 'a.target_name'].map((column) => `${searchKey(column)} ${operator} ${key}`);
  // Of a case the planner assumes that it is often true, and it is: so it reads in the list's order until the page is full.
  return [[`case when ${matches.join(' or ')} then true else false end`, 'pattern', text.pattern]];
}
