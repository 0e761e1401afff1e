import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import { sharesOf, type NewOwner } from './reassignment.policy.js';
import { OWNED_KINDS } from './reassignment-source.js';

/**
 * Records of one kind are counted up to this number only: a removal and a reinstatement delay every other write of the
 * organization while they run.
 */
const COUNTED_AT_MOST = 100_000;

/** The number of records by kind; null: there are too many to count. */
type Counts = Readonly<Record<string, number>> | null;

/** What a removal does with the member's records, as its audit event says it. */
export interface RecordsHandedOver {
  readonly mode: 'unassign' | 'reassign' | 'split';
  readonly total: number | null;
  readonly counts: Counts;
  readonly newOwners: readonly (NewOwner & { readonly records: number | null })[];
}

/** What a reinstatement returns, as its audit event says it. Records that were reassigned since the removal are counted, but not returned. */
export interface RecordsReturned {
  readonly mode: 'return';
  readonly total: number | null;
  readonly counts: Counts;
  /** The members who got the records; null: those that became unassigned. */
  readonly returnedFrom: readonly {
    readonly membershipId: string | null;
    readonly name: string | null;
    readonly records: number | null;
  }[];
}

const COUNT_OWNED = `select ${OWNED_KINDS.map(
  ({ name, table }) => `(select count(*) from (
    select 1 from ${table} where organization_id = :organizationId and owner_id = :membershipId limit ${COUNTED_AT_MOST + 1}) owned) as ${name}`,
).join(', ')}`;

/** Counts what the run of the removal will move. */
export async function countHandover(
  tx: TenantTransaction,
  membershipId: MembershipId,
  newOwners: readonly NewOwner[],
): Promise<RecordsHandedOver> {
  const { organizationId } = tx;
  const counted = await tx.one<Record<string, number>>(COUNT_OWNED, { organizationId, membershipId });
  const counts = Object.values(counted).some((count) => count > COUNTED_AT_MOST) ? null : counted;
  const shares = counts && Object.values(counts).map((count) => sharesOf(count, newOwners));
  return {
    mode: newOwners.length > 1 ? 'split' : newOwners.length === 1 ? 'reassign' : 'unassign',
    total: counts && sumOf(Object.values(counts)),
    counts,
    newOwners: newOwners.map(({ membershipId: id, name, weight }, index) => ({
      membershipId: id,
      name,
      weight,
      records: shares && sumOf(shares.map((kind) => kind[index]?.count ?? 0)),
    })),
  };
}

interface MovedRow {
  readonly kind: string;
  readonly owner_id: string | null;
  readonly name: string | null;
  readonly count: number;
}

const COUNT_MOVED = `
  select c.kind, c.owner_id, u.name, c.count
  from (
    select kind, owner_id, count(*) as count
    from (
      select kind, owner_id from removal_move
      where organization_id = :organizationId and reassignment_id = (
        select id from reassignment
        where organization_id = :organizationId and from_membership_id = :membershipId and purpose = 'removal'
        order by created_at desc, id desc limit 1)
      limit ${COUNTED_AT_MOST + 1}
    ) moved
    group by kind, owner_id
  ) c
  left join membership m on m.organization_id = :organizationId and m.id = c.owner_id
  left join user_account u on u.user_id = m.user_id
  order by c.owner_id nulls last, c.kind`;

/** Counts what the member's last removal moved, and who got it. */
export async function countReturn(tx: TenantTransaction, membershipId: MembershipId): Promise<RecordsReturned> {
  const { organizationId } = tx;
  const rows = await tx.query<MovedRow>(COUNT_MOVED, { organizationId, membershipId });
  const total = sumOf(rows.map(({ count }) => count));
  const isCounted = total <= COUNTED_AT_MOST;
  const countOf = (of: (row: MovedRow) => boolean) => sumOf(rows.filter(of).map(({ count }) => count));
  const owners = new Map(rows.map(({ owner_id: id, name }) => [id, name]));
  return {
    mode: 'return',
    total: isCounted ? total : null,
    counts: isCounted
      ? Object.fromEntries(OWNED_KINDS.map(({ name }) => [name, countOf(({ kind }) => kind === name)]))
      : null,
    returnedFrom: [...owners].map(([id, name]) => ({
      membershipId: id,
      name,
      records: isCounted ? countOf((row) => row.owner_id === id) : null,
    })),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
