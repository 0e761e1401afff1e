import { lockOf, type RecordKind } from '../records/kind/record-kind.js';
import { RECORD_KINDS } from '../records/record-kinds.js';
import { READ_IN_INDEX_ORDER } from '../platform/database/index-order.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../platform/ids/ids.js';
import type { ReassignmentRow } from './reassignment-rows.js';

/** Whose records move. */
export interface Source {
  /** Null: from the unassigned. */
  readonly membershipId: string | null;
  /** Of the unassigned, only those that were theirs. */
  readonly previousOwnerId: string | null;
  /** From somebody removed also what is unassigned already and was theirs last; unless it shall be unassigned anyway. */
  readonly includesUnassigned: boolean;
}

/**
 * The conditions on `r` by which a kind's records belong to the source, each with an index of its own behind it; their
 * parameter is `$2`, see {@link memberOf}.
 */
export function partsOf({ membershipId, previousOwnerId, includesUnassigned }: Source): readonly string[] {
  const wasTheirs = 'r.owner_id is null and r.previous_owner_id = $2::uuid';
  if (membershipId === null) return [previousOwnerId === null ? 'r.owner_id is null and $2::uuid is null' : wasTheirs];
  return ['r.owner_id = $2::uuid', ...(includesUnassigned ? [wasTheirs] : [])];
}

/** The membership by which the source's records are found; null where it is all that is unassigned. */
function memberOf({ membershipId, previousOwnerId }: Source): string | null {
  return membershipId ?? previousOwnerId;
}

/** How many records of the kind move now. */
export async function countRecords(tx: TenantTransaction, kind: RecordKind, source: Source): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `select count(*) as count from ${kind.table} r where r.organization_id = $1 and (${anyOf(partsOf(source))})`,
    [tx.organizationId, memberOf(source)],
  );
  return count;
}

/** A place among a kind's records, which stand in the order of their creation. */
export interface Place {
  readonly lastCreatedAt: string;
  readonly lastId: string;
}

/** One batch of a kind: where it begins, how large it is, and who gets which places of the whole run. */
export interface Batch {
  readonly after: Place;
  /** Only what was there when the run began. */
  readonly createdUntil: string;
  readonly size: number;
  /** Places given already. */
  readonly done: number;
  /** Up to which place each target gets; the last one gets whatever comes behind. */
  readonly bounds: readonly number[];
  readonly targets: readonly (string | null)[];
  /** The removal's run whose moves are written down; null: they are not. */
  readonly recordedFor: ReassignmentId | null;
}

export interface MovedBatch {
  readonly moved: number;
  /** The last record that was moved; null at the end. */
  readonly last: Place | null;
}

interface MovedRow {
  readonly moved: number;
  readonly id: string | null;
  readonly created_at: string | null;
}

/**
 * Moves the next records in the order of their creation, which is that of the owners' indexes: however many there are, a batch
 * reads its own alone. They are locked in that order, so that two runs over the same source wait for each other but never in a
 * circle; whoever comes second finds them moved, passes over them, and goes on behind them.
 */
export async function moveBatch(
  tx: TenantTransaction,
  kind: OwnedKind,
  source: Source,
  batch: Batch,
): Promise<MovedBatch> {
  tx.locks.take(lockOf(kind));
  await tx.query(READ_IN_INDEX_ORDER);
  const isRecorded = batch.recordedFor !== null;
  const { moved, id, created_at } = await tx.one<MovedRow>(
    batchStatement(kind, partsOf(source), isRecorded ? RECORD_MOVES : ''),
    [
      tx.organizationId,
      memberOf(source),
      batch.after.lastCreatedAt,
      batch.after.lastId,
      batch.createdUntil,
      batch.size,
      batch.done,
      batch.bounds,
      batch.targets,
      ...(isRecorded ? [batch.recordedFor, kind.name] : []),
    ],
  );
  return { moved, last: id === null || created_at === null ? null : { lastId: id, lastCreatedAt: created_at } };
}

/** Part of a batch's statement: writes down what it moved and where to. */
export const RECORD_MOVES = `, recorded as (
      insert into removal_move (organization_id, reassignment_id, kind, created_at, record_id, owner_id)
      select $1, $10, $11, created_at, id, owner_id from moved
    )`;

/**
 * The table that is written, and the columns besides its key without which a row of it is not valid.
 *
 * `on conflict` finds the row to change by the primary key, whatever the planner believes; an `update … from` would be a join.
 * Nothing is ever inserted: the row is there and locked. But it is checked as if it was to be inserted.
 */
export type Written = Required<Pick<RecordKind, 'table' | 'requiredColumns'>>;

/** The columns of a row that is proposed with a new owner; see {@link Written}. */
export function proposedColumns({ requiredColumns }: Written, prefix = ''): string {
  return ['created_at', 'id', ...requiredColumns].map((column) => `${prefix}${column}`).join(', ');
}

/** Records are picked and locked part by part; one that another run has moved meanwhile is passed over. */
export function batchStatement(
  kind: Written,
  parts: readonly string[],
  recordMoves: typeof RECORD_MOVES | '' = '',
): string {
  const pick = (part: string): string => `
    select * from (
      select ${proposedColumns(kind, 'r.')} from ${kind.table} r
      where r.organization_id = $1 and ${part}
        and (r.created_at, r.id) > ($3::timestamptz, $4::uuid) and r.created_at <= $5::timestamptz
      order by r.created_at, r.id limit $6 for no key update
    ) part`;
  return `
    with held as materialized (
      select * from (${parts.map(pick).join(' union all ')}) p order by created_at, id limit $6
    ), placed as (
      select held.*, $7::bigint + row_number() over (order by created_at, id) as place from held
    ), moved as (
      insert into ${kind.table} as r (organization_id, owner_id, ${proposedColumns(kind)})
      select $1, ($9::uuid[])[1 + least(cardinality($8::bigint[]) - 1,
                     (select count(*) from unnest($8::bigint[]) bound where bound < placed.place))::int],
             ${proposedColumns(kind)}
      from placed
      on conflict (organization_id, id) do update
      set owner_id = excluded.owner_id, previous_owner_id = coalesce(r.owner_id, r.previous_owner_id),
          version = r.version + 1, updated_at = clock_timestamp()
      returning r.id, r.created_at, r.owner_id
    )${recordMoves}
    select (select count(*) from moved) as moved, last.id, last.created_at
    from (select 1) always left join (select id, created_at from held order by created_at desc, id desc limit 1) last on true`;
}

function anyOf(parts: readonly string[]): string {
  return parts.map((part) => `(${part})`).join(' or ');
}

/** What was asked for, as far as it says whose records move. */
type Asked = Pick<ReassignmentRow, 'purpose' | 'from_membership_id' | 'previous_owner_id' | 'targets'>;

/**
 * The source of a run, from what was asked for and what the member is now. A removal's own run moves what the member owned when
 * they were removed, never what they had given up before.
 */
export function sourceOf(asked: Asked, status: 'active' | 'removed' | undefined): Source {
  const { purpose, from_membership_id: membershipId, previous_owner_id: previousOwnerId, targets } = asked;
  if (membershipId === null) return { membershipId, previousOwnerId, includesUnassigned: false };
  const includesUnassigned = purpose === 'request' && status === 'removed' && targets !== null;
  return { membershipId, previousOwnerId: null, includesUnassigned };
}

/** A kind whose records have an owner. */
export type OwnedKind = RecordKind & Written;

/** Those of all kinds. */
export const OWNED_KINDS: readonly OwnedKind[] = RECORD_KINDS.filter(({ owned }) => owned).map((kind) => {
  const { requiredColumns } = kind;
  if (!requiredColumns) throw new Error(`An owned kind needs its required columns: ${kind.name}.`);
  return { ...kind, requiredColumns };
});

/** The owned kind of this name. */
export function kindNamed(name: string): OwnedKind {
  const kind = OWNED_KINDS.find((candidate) => candidate.name === name);
  if (!kind) throw new Error(`There is no owned kind ${name}.`);
  return kind;
}
