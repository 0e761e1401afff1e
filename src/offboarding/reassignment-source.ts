import { lockOf, type RecordKind } from '../records/kind/record-kind.js';
import { RECORD_KINDS } from '../records/record-kinds.js';
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
  /** The last record that was looked at, whether it was still there to be moved or not; null behind the end. */
  readonly last: Place | null;
}

interface MovedRow {
  readonly moved: number;
  readonly id: string | null;
  readonly created_at: string | null;
}

/**
 * For a batch's transaction. The planner thinks that some thousand look-ups by id cost more than to read a whole table once, and
 * would do that for every batch; what is read here was read a moment ago and lies in memory.
 */
export const KEEP_TO_INDEXES = `
  select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
         set_config('enable_seqscan', 'off', true)`;

/**
 * Moves the next records in the order of their creation, which is that of the owners' indexes: however many there are, a batch
 * reads its own alone. They are locked in that order, so that two runs over the same source wait for each other but never in a
 * circle; whoever comes second finds them moved, passes over them, and goes on behind them.
 */
export async function moveBatch(
  tx: TenantTransaction,
  kind: RecordKind,
  source: Source,
  batch: Batch,
): Promise<MovedBatch> {
  tx.locks.take(lockOf(kind));
  await tx.query(KEEP_TO_INDEXES);
  const isRecorded = batch.recordedFor !== null;
  const { moved, id, created_at } = await tx.one<MovedRow>(
    batchStatement(kind.table, partsOf(source), isRecorded ? RECORD_MOVES : ''),
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

/** Records are picked part by part, and locked as they are then: one that another run moved meanwhile belongs no more. */
export function batchStatement(
  table: string,
  parts: readonly string[],
  recordMoves: typeof RECORD_MOVES | '' = '',
): string {
  const pick = (part: string): string => `(
    select r.created_at, r.id from ${table} r
    where r.organization_id = $1 and ${part}
      and (r.created_at, r.id) > ($3::timestamptz, $4::uuid) and r.created_at <= $5::timestamptz
    order by r.created_at, r.id limit $6)`;
  return `
    with candidate as materialized (
      select created_at, id from (${parts.map(pick).join(' union all ')}) c order by created_at, id limit $6
    ), held as materialized (
      select r.created_at, r.id from candidate c join ${table} r on r.organization_id = $1 and r.id = c.id
      where ${anyOf(parts)} order by c.created_at, c.id for no key update of r
    ), placed as (
      select id, $7::bigint + row_number() over (order by created_at, id) as place from held
    ), moved as (
      update ${table} r
      set owner_id = ($9::uuid[])[1 + least(cardinality($8::bigint[]) - 1,
                       (select count(*) from unnest($8::bigint[]) bound where bound < placed.place))::int],
          previous_owner_id = coalesce(r.owner_id, r.previous_owner_id),
          version = version + 1, updated_at = clock_timestamp()
      from placed where r.organization_id = $1 and r.id = placed.id
      returning r.id, r.created_at, r.owner_id
    )${recordMoves}
    select (select count(*) from moved) as moved, last.id, last.created_at
    from (select 1) always left join (select id, created_at from candidate order by created_at desc, id desc limit 1) last on true`;
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

/** The owned kind of this name. */
export function kindNamed(name: string): RecordKind {
  const kind = RECORD_KINDS.find((candidate) => candidate.owned && candidate.name === name);
  if (!kind) throw new Error(`There is no owned kind ${name}.`);
  return kind;
}
