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
  /** The IDs that a search has found already. */
  readonly found?: readonly string[];
  readonly [state: string]: unknown;
}

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * One page of a kind's records. The statement contains only the filters that are given, so that each can use its
 * index.
 */
export function listStatement(kind: RecordKind, organizationId: string, filters: RecordFilters, sort: Sort): Statement {
  const values: unknown[] = [organizationId, filters.limit + 1];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['r.organization_id = $1', ...filterConditions(kind, filters, place)];
  const page = pageClauses(sort, 'r.id', filters.cursor, values.length + 1);
  values.push(...page.values);
  return {
    text: `select r.*, ${sort.key.sql} as sort_value from ${kind.table} r
           where ${[...conditions, page.where].join(' and ')} order by ${page.orderBy} limit $2`,
    values,
  };
}

function filterConditions(kind: RecordKind, filters: RecordFilters, place: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  const { ownerId, previousOwnerId, pattern, found } = filters;
  if (ownerId !== undefined) {
    conditions.push(ownerId === 'none' ? 'r.owner_id is null' : `r.owner_id = ${place(ownerId)}`);
  }
  if (previousOwnerId !== undefined) conditions.push(`r.previous_owner_id = ${place(previousOwnerId)}`);
  const states = kind.state ? filters[kind.state.property] : undefined;
  if (kind.state && Array.isArray(states)) {
    // With a single value the rows come out of the index in order.
    const isOne = states.length === 1;
    conditions.push(`r.${kind.state.column} = ${isOne ? place(states[0]) : `any (${place(states)}::text[])`}`);
  }
  if (found) conditions.push(`r.id = any (${place(found)}::uuid[])`);
  if (pattern !== undefined) {
    // In a subquery, so that the search text is folded once and not for each row.
    const key = `(select ${searchKey(`${place(pattern)}::text`)})`;
    const operator = searchOperatorOf(pattern);
    conditions.push(
      `(${kind.searchColumns.map((column) => `${searchKey(`r.${column}`)} ${operator} ${key}`).join(' or ')})`,
    );
  }
  return conditions;
}

/** Inserts a record with the given columns. */
export function insertStatement(kind: RecordKind, organizationId: string, id: string, columns: Row): Statement {
  const names = Object.keys(columns);
  return {
    text: `insert into ${kind.table} (organization_id, id${names.map((name) => `, ${name}`).join('')})
           values ($1, $2${names.map((_, index) => `, $${index + 3}`).join('')}) returning *`,
    values: [organizationId, id, ...Object.values(columns)],
  };
}

/** Sets the given columns, the version and the time of the change. */
export function updateStatement(kind: RecordKind, organizationId: string, id: string, columns: Row): Statement {
  const sets = Object.keys(columns).map((name, index) => `${name} = $${index + 3}`);
  return {
    text: `update ${kind.table} set ${[...sets, 'version = version + 1', 'updated_at = clock_timestamp()'].join(', ')}
           where organization_id = $1 and id = $2 returning *`,
    values: [organizationId, id, ...Object.values(columns)],
  };
}
