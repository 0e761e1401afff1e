import { ROLES } from '../access/permissions.policy.js';
import { inNameOrder } from '../platform/database/name-order.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import { pageClauses, parseSort, type Sort, type SortKey } from '../platform/lists/keyset.js';
import type { MemberListQueryDto } from './dto/member.dto.js';
import { IS_INACTIVE, LAST_ACTIVE, MATCHES, NAME, PRIMARY_ADDRESS } from './member-queries.js';

const SORT_VALUE = 'm.sort_value';

const columnsWith = (name: string): string =>
  `m.id, m.user_id, ${name} as name, m.role, m.status, ${LAST_ACTIVE} as last_active_at, m.joined_at, m.removed_at`;

const MEMBER_SORTS = {
  name: { sql: inNameOrder(SORT_VALUE), type: 'text', nullable: false },
  lastActiveAt: { sql: SORT_VALUE, type: 'timestamptz', nullable: true },
  joinedAt: { sql: SORT_VALUE, type: 'timestamptz', nullable: false },
  removedAt: { sql: SORT_VALUE, type: 'timestamptz', nullable: true },
  role: { sql: SORT_VALUE, type: 'integer', nullable: false },
} as const satisfies Record<string, SortKey>;

/** Members whose place in the order is in one range of an index, or who are few. */
interface Range {
  /** The members of the range; it is a condition of the index where there is one. */
  readonly where: string;
  /** By what they are sorted, as the index has it. */
  readonly order: string;
  /** The value in the cursor; `order` unless given. */
  readonly value?: string;
  /** Whether the value of all of them is null. */
  readonly isNull?: true;
  /** Their name; the copy or the account's unless given. */
  readonly name?: string;
  /** As {@link afterCursor}, where the order is not the value. */
  readonly after?: (operator: '<' | '>') => string;
}

const IS_WRITTEN = `not jsonb_exists(:unwritten::jsonb, m.id::text)`;

/** The ranges of each sort. An index has nulls at the end where a descending order needs them at the end, too: they are a range. */
const RANGES: Record<string, readonly Range[]> = {
  name: [
    { where: 'm.account_name is not null', order: inNameOrder('m.account_name'), name: 'm.account_name' },
    { where: 'm.account_name is null', order: inNameOrder(NAME) },
  ],
  lastActiveAt: [
    { where: `m.last_active_at is not null and ${IS_WRITTEN}`, order: 'm.last_active_at' },
    { where: `m.last_active_at is null and ${IS_WRITTEN}`, order: 'm.last_active_at', isNull: true },
    {
      where: 'm.id = any (array(select id::uuid from jsonb_object_keys(:unwritten::jsonb) id))',
      order: LAST_ACTIVE,
    },
  ],
  joinedAt: [{ where: 'true', order: 'm.joined_at' }],
  removedAt: [
    { where: 'm.removed_at is not null', order: 'm.removed_at' },
    { where: 'm.removed_at is null', order: 'm.removed_at', isNull: true },
  ],
  role: [
    {
      where: 'true',
      order: 'm.id',
      value: 'r.rank',
      // All of a later role, and the later ones of the cursor's role.
      after: (operator) =>
        `r.rank ${operator}= :cursorValue and m.id ${operator} case when r.rank = :cursorValue then :cursorId::uuid
           else '${operator === '>' ? FIRST_ID : LAST_ID}' end`,
    },
  ],
};

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export interface MemberListStatement {
  readonly sort: Sort;
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The accounts that a search has found, if they are few; otherwise the pattern that members are compared with. */
export type MemberSearch = { readonly found: readonly string[] } | { readonly pattern: string };

/** One page of the members that the filters match. */
export function memberListStatement(
  organizationId: OrganizationId,
  query: MemberListQueryDto,
  unwritten: Readonly<Record<string, string>>,
  search: MemberSearch | null,
): MemberListStatement {
  return search && 'found' in search
    ? foundStatement(organizationId, query, unwritten, search.found)
    : orderedStatement(organizationId, query, unwritten, search?.pattern ?? null);
}

/** The members of accounts that were found: they are few, and are sorted. */
function foundStatement(
  organizationId: OrganizationId,
  query: MemberListQueryDto,
  unwritten: Readonly<Record<string, string>>,
  found: readonly string[],
): MemberListStatement {
  const sort = parseSort(query.sort, MEMBER_SORTS);
  const page = pageClauses(sort, 'm.id', query.cursor);
  return {
    sort,
    text: `
      select m.*, ${PRIMARY_ADDRESS} as email from (
        select ${columnsWith(NAME)}, ${VALUES[sort.name.replace(/^-/, '')] ?? ''} as sort_value
        from (select * from membership where organization_id = :organizationId and user_id = any (:found::uuid[])) m
        join (${SELECT_ROLES}) r on r.role = m.role
        where m.status = any (:statuses::text[]) ${query.inactiveSince === undefined ? '' : `and ${IS_INACTIVE}`}
      ) m
      where ${page.where} order by ${page.orderBy} limit :limit`,
    values: {
      organizationId,
      unwritten,
      found,
      statuses: query.status,
      roles: query.role ?? ROLES,
      limit: query.limit + 1,
      ...(query.inactiveSince === undefined ? {} : { inactiveSince: query.inactiveSince }),
      ...page.values,
    },
  };
}

/** The value of each sort, where it is not read along an index. */
const VALUES: Record<string, string> = {
  name: NAME,
  lastActiveAt: LAST_ACTIVE,
  joinedAt: 'm.joined_at',
  removedAt: 'm.removed_at',
  role: 'r.rank',
};

/**
 * One page of the members in order. For each status, and for each role where the sort or the filter needs it, the page is read along an
 * index; of these pages the first rows are the answer. So it costs the same however many members there are.
 *
 * @param unwritten the activity that is noted but not written yet, by membership
 */
function orderedStatement(
  organizationId: OrganizationId,
  query: MemberListQueryDto,
  unwritten: Readonly<Record<string, string>>,
  pattern: string | null,
): MemberListStatement {
  const sort = parseSort(query.sort, MEMBER_SORTS);
  const page = pageClauses(sort, 'm.id', query.cursor);
  const byRole = query.role !== undefined || !isByName(sort);
  // One group of members, as in most lists: without a join of the groups the statement takes a third of the time.
  const isOne = query.status.length === 1 && !byRole;
  const groups = `unnest(:statuses::text[]) s (status) ${byRole ? `cross join (${SELECT_ROLES}) r` : ''}`;
  const filters = [
    ...(byRole ? ['m.role = r.role'] : []),
    ...(pattern === null ? [] : [MATCHES]),
    ...(query.inactiveSince === undefined ? [] : [IS_INACTIVE]),
  ];
  return {
    sort,
    text: `
      select m.*, ${PRIMARY_ADDRESS} as email
      from ${isOne ? '' : `${groups} cross join lateral`} (${rangesOf(sort, page.values)
        .map((range) =>
          pageOf(range, sort, page.values, [isOne ? 'm.status = :status' : 'm.status = s.status', ...filters]),
        )
        .join(' union all ')}) m
      order by ${page.orderBy} limit :limit`,
    values: {
      organizationId,
      unwritten,
      ...(isOne ? { status: query.status[0] } : { statuses: query.status }),
      limit: query.limit + 1,
      ...(byRole ? { roles: query.role ?? ROLES } : {}),
      ...(pattern === null ? {} : { pattern }),
      ...(query.inactiveSince === undefined ? {} : { inactiveSince: query.inactiveSince }),
      ...page.values,
    },
  };
}

const SELECT_ROLES = `
  select role, array_position(array[${ROLES.map((role) => `'${role}'`).join(', ')}], role) as rank
  from unnest(:roles::text[]) role`;

type CursorValues = Readonly<Record<string, unknown>>;

function isByName({ key }: Sort): boolean {
  return key === MEMBER_SORTS.name;
}

/** After a null there are only nulls. */
function rangesOf(sort: Sort, cursor: CursorValues): readonly Range[] {
  const ranges = RANGES[sort.name.replace(/^-/, '')] ?? [];
  return isAfterNull(cursor) ? ranges.filter(({ isNull }) => isNull) : ranges;
}

function isAfterNull(cursor: CursorValues): boolean {
  return 'cursorId' in cursor && !('cursorValue' in cursor);
}

function pageOf(range: Range, sort: Sort, cursor: CursorValues, filters: readonly string[]): string {
  const direction = sort.descending ? 'desc' : 'asc';
  const conditions = ['m.organization_id = :organizationId', range.where, ...filters, afterCursor(range, sort, cursor)];
  return `(
    select ${columnsWith(range.name ?? NAME)}, ${range.value ?? range.order} as sort_value
    from membership m where ${conditions.join(' and ')}
    order by ${range.order} ${direction}, m.id ${direction} limit :limit)`;
}

function afterCursor(range: Range, sort: Sort, cursor: CursorValues): string {
  const operator = sort.descending ? '<' : '>';
  if (!('cursorId' in cursor)) return 'true';
  if (range.isNull) return isAfterNull(cursor) ? `m.id ${operator} :cursorId::uuid` : 'true';
  if (range.after) return range.after(operator);
  return `(${range.order}, m.id) ${operator} (:cursorValue::${sort.key.type}, :cursorId::uuid)`;
}
