import type { RecordKind, Row } from './record-kind.js';
import { searchKey } from '../../platform/database/name-order.js';
import { pageClauses, type Sort } from '../../platform/lists/keyset.js';
import { searchOperatorOf } from '../../platform/lists/search.js';

/** The filters of a list, validated by their DTO. */
export interface RecordFilters {
  readonly limit: number;
  readonly cursor?: string;
  readonly ownerId?: string;
  readonly previousOwnerId?: string;
  /** The search pattern, as `searchPattern` returns it. */
  readonly pattern?: string;
  /** From this moment of the kind's filter by days, and up to and excluding this one. */
  readonly fromMoment?: string;
  readonly untilMoment?: string;
  /** The IDs that a search has found already. */
  readonly found?: readonly string[];
  readonly [state: string]: unknown;
}

export interface Statement {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * One page of a kind's records. The statement contains only the filters that are given, so that each can use its
 * index.
 */
export function listStatement(kind: RecordKind, organizationId: string, filters: RecordFilters, sort: Sort): Statement {
  const given = filterConditions(kind, filters);
  const conditions = ['r.organization_id = :organizationId', ...given.map(({ sql }) => sql)];
  const page = pageClauses(sort, 'r.id', filters.cursor);
  return {
    text: `select r.*, ${sort.key.sql} as sort_value from ${kind.table} r
           where ${[...conditions, page.where].join(' and ')} order by ${page.orderBy} limit :limit`,
    values: {
      organizationId,
      limit: filters.limit + 1,
      ...page.values,
      ...Object.fromEntries(given.flatMap(({ values }) => Object.entries(values))),
    },
  };
}

/** A condition, and the values of its parameters. */
interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function filterConditions(kind: RecordKind, filters: RecordFilters): Condition[] {
  const conditions: Condition[] = [];
  const { ownerId, previousOwnerId, pattern, found } = filters;
  if (ownerId === 'none') conditions.push({ sql: 'r.owner_id is null', values: {} });
  else if (ownerId !== undefined) conditions.push({ sql: 'r.owner_id = :ownerId', values: { ownerId } });
  if (previousOwnerId !== undefined)
    conditions.push({ sql: 'r.previous_owner_id = :previousOwnerId', values: { previousOwnerId } });
  conditions.push(...valueConditions(kind.state, filters), ...valueConditions(kind.currency, filters));
  conditions.push(...momentConditions(kind, filters));
  if (found) conditions.push({ sql: 'r.id = any (:found::uuid[])', values: { found } });
  if (pattern !== undefined) {
    // In a subquery, so that the search text is folded once and not for each row.
    const key = `(select ${searchKey(':pattern::text')})`;
    const operator = searchOperatorOf(pattern);
    const matches = kind.searchColumns.map((column) => `${searchKey(`r.${column}`)} ${operator} ${key}`);
    conditions.push({ sql: `(${matches.join(' or ')})`, values: { pattern } });
  }
  return conditions;
}

/** A filter by a list of values. */
function valueConditions(filter: RecordKind['state'] | undefined, filters: RecordFilters): Condition[] {
  const values = filter ? filters[filter.property] : undefined;
  if (!filter || !Array.isArray(values)) return [];
  const { property, column } = filter;
  // With a single value the rows come out of the index in order.
  return values.length === 1
    ? [{ sql: `r.${column} = :${property}`, values: { [property]: values[0] as unknown } }]
    : [{ sql: `r.${column} = any (:${property}::text[])`, values: { [property]: values } }];
}

function momentConditions({ days }: RecordKind, { fromMoment, untilMoment }: RecordFilters): Condition[] {
  if (!days) return [];
  return [
    ...(fromMoment === undefined ? [] : [{ sql: `r.${days.column} >= :fromMoment`, values: { fromMoment } }]),
    ...(untilMoment === undefined ? [] : [{ sql: `r.${days.column} < :untilMoment`, values: { untilMoment } }]),
  ];
}

/** Inserts a record with the given columns. */
export function insertStatement(kind: RecordKind, organizationId: string, id: string, columns: Row): Statement {
  const names = Object.keys(columns);
  return {
    text: `insert into ${kind.table} (organization_id, id${names.map((name) => `, ${name}`).join('')})
           values (:organizationId, :id${names.map((name) => `, :${name}`).join('')}) returning *`,
    values: { ...columns, organizationId, id },
  };
}

/** Sets the given columns, the version and the time of the change. */
export function updateStatement(kind: RecordKind, organizationId: string, id: string, columns: Row): Statement {
  const sets = Object.keys(columns).map((name) => `${name} = :${name}`);
  return {
    text: `update ${kind.table} set ${[...sets, 'version = version + 1', 'updated_at = statement_timestamp()'].join(', ')}
           where organization_id = :organizationId and id = :id returning *`,
    values: { ...columns, organizationId, id },
  };
}
