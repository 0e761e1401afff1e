import { lockOf, type RecordKind } from '../../records/kind/record-kind.js';
import { RECORD_KINDS } from '../../records/record-kinds.js';
import { READ_IN_INDEX_ORDER } from '../../platform/database/index-order.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../../platform/ids/ids.js';
import type { ReassignmentRow } from './reassignment-rows.js';

/** The records that move, by their owner. */
export interface Source {
  /** Null: unassigned records. */
  readonly membershipId: string | null;
  /** For unassigned records, only those of this previous owner. */
  readonly previousOwnerId: string | null;
  /**
   * For a removed member, also unassigned records whose previous owner they are, unless the target is unassigned as
   * well.
   */
  readonly includesUnassigned: boolean;
}

/** Which records `r` belong to the source, and the index that finds them in the order of their creation. */
export interface SourceCondition {
  /** The first column of that index after the organization, which has the value `:member` (see {@link memberOf}); null: none. */
  readonly column: 'owner_id' | 'previous_owner_id' | null;
  /** The condition of a partial index. */
  readonly partial?: string;
}

const OWNED: SourceCondition = { column: 'owner_id' };
const PREVIOUSLY_OWNED: SourceCondition = { column: 'previous_owner_id', partial: 'r.owner_id is null' };
const UNASSIGNED: SourceCondition = { column: null, partial: 'r.owner_id is null' };

/** The records of the source, each part with an index of its own. */
export function conditionsOf({
  membershipId,
  previousOwnerId,
  includesUnassigned,
}: Source): readonly SourceCondition[] {
  if (membershipId === null) return [previousOwnerId === null ? UNASSIGNED : PREVIOUSLY_OWNED];
  return includesUnassigned ? [OWNED, PREVIOUSLY_OWNED] : [OWNED];
}

/** The membership by which the source's records are found; null for all unassigned records. */
function memberOf({ membershipId, previousOwnerId }: Source): string | null {
  return membershipId ?? previousOwnerId;
}

/** The number of records of the kind that would move now. */
export async function countRecords(tx: TenantTransaction, kind: RecordKind, source: Source): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `select count(*) as count from ${kind.table} r where r.organization_id = :organizationId and (${anyOf(conditionsOf(source))})`,
    { organizationId: tx.organizationId, member: memberOf(source) },
  );
  return count;
}

/** A position among a kind's records, in the order of their creation. */
export interface RecordPosition {
  readonly lastCreatedAt: string;
  readonly lastId: string;
}

/** One batch of a kind: where it begins, how large it is, and which positions of the run each target gets. */
export interface Batch {
  readonly after: RecordPosition;
  /** Only records that existed when the run began. */
  readonly createdUntil: string;
  readonly size: number;
  /** The number of records that were assigned already. */
  readonly done: number;
  /** The last position of each target; the last target gets all positions after that. */
  readonly bounds: readonly number[];
  readonly targets: readonly (string | null)[];
  /** The removal whose moves are recorded; null: they are not. */
  readonly recordedFor: ReassignmentId | null;
}

export interface MovedBatch {
  readonly moved: number;
  /** The last record that was moved; null at the end. */
  readonly last: RecordPosition | null;
}

interface MovedRow {
  readonly moved: number;
  readonly id: string | null;
  readonly created_at: string | null;
}

/**
 * Moves the next records in the order of their creation, which is that of the owners' indexes: a batch reads only its
 * own records, however many there are. They are locked in that order, so that two runs over the same source wait for
 * each other and cannot deadlock; the second one finds them moved, skips them, and continues with the following ones.
 */
export async function moveBatch(
  tx: TenantTransaction,
  kind: OwnedKind,
  source: Source,
  batch: Batch,
): Promise<MovedBatch> {
  tx.locks.assertOrder(lockOf(kind));
  await tx.query(READ_IN_INDEX_ORDER);
  const isRecorded = batch.recordedFor !== null;
  const { moved, id, created_at } = await tx.one<MovedRow>(
    batchStatement(kind, conditionsOf(source), isRecorded ? RECORD_MOVES : ''),
    {
      organizationId: tx.organizationId,
      member: memberOf(source),
      lastCreatedAt: batch.after.lastCreatedAt,
      lastId: batch.after.lastId,
      createdUntil: batch.createdUntil,
      size: batch.size,
      done: batch.done,
      bounds: batch.bounds,
      targets: batch.targets,
      ...(isRecorded ? { recordedFor: batch.recordedFor, kind: kind.name } : {}),
    },
  );
  return { moved, last: id === null || created_at === null ? null : { lastId: id, lastCreatedAt: created_at } };
}

/**
 * The part of a batch's statement that records what it moved, and to whom. With RETURNING, because Citus otherwise writes rows from
 * a SELECT by COPY, which row-level security refuses.
 */
export const RECORD_MOVES = `, recorded as (
      insert into removal_move (organization_id, reassignment_id, kind, created_at, record_id, owner_id)
      select :organizationId, :recordedFor, :kind, created_at, id, owner_id from moved returning 1
    )`;

/**
 * The table that is written, and the columns in addition to its key without which a row of it is invalid.
 *
 * `on conflict` finds the row to change by the primary key, whatever the planner believes; an `update … from` would
 * be a join. Nothing is ever inserted, because the row exists and is locked, but it is validated as if it were
 * inserted.
 */
export type WrittenTable = Required<Pick<RecordKind, 'table' | 'requiredColumns'>>;

/** The columns of a row with a new owner; see {@link WrittenTable}. */
export function proposedColumns({ requiredColumns }: WrittenTable, prefix = ''): string {
  return ['created_at', 'id', ...requiredColumns].map((column) => `${prefix}${column}`).join(', ');
}

/** Ends an `insert` of rows that are proposed with their new owner, in a table called `r`; see {@link WrittenTable}. */
export const WRITE_OWNER = `
      on conflict (organization_id, id) do update
      set owner_id = excluded.owner_id, previous_owner_id = coalesce(r.owner_id, r.previous_owner_id),
          version = r.version + 1, updated_at = excluded.updated_at`;

/** Records are selected and locked condition by condition; one that another run has moved meanwhile is skipped. */
export function batchStatement(
  kind: WrittenTable,
  conditions: readonly SourceCondition[],
  recordMoves: typeof RECORD_MOVES | '' = '',
): string {
  const selectOf = (condition: SourceCondition): string => `
    select * from (
      select ${proposedColumns(kind, 'r.')} from ${kind.table} r
      where r.organization_id = :organizationId and ${nextRecords(condition)} and r.created_at <= :createdUntil::timestamptz
      order by ${positionColumns(condition)} limit :size for no key update
    ) candidates`;
  return `
    with held as materialized (
      select * from (${conditions.map(selectOf).join(' union all ')}) p order by created_at, id limit :size
    ), placed as (
      select held.*, :done::bigint + row_number() over (order by created_at, id) as place from held
    ), moved as (
      insert into ${kind.table} as r (organization_id, owner_id, ${proposedColumns(kind)})
      select :organizationId, (:targets::uuid[])[1 + least(cardinality(:bounds::bigint[]) - 1,
                     (select count(*) from unnest(:bounds::bigint[]) bound where bound < placed.place))::int],
             ${proposedColumns(kind)}
      from placed
      ${WRITE_OWNER}
      returning r.id, r.created_at, r.owner_id
    )${recordMoves}
    select (select count(*) from moved) as moved, last.id, last.created_at
    from (select 1) always left join (select id, created_at from held order by created_at desc, id desc limit 1) last on true`;
}

/**
 * The records after the last position. The member's column is a range from their ID to their ID, and part of the order: so only
 * its own index has that order. With `=` the planner may read all records in the order of creation, if it believes that they
 * are this member's.
 */
function nextRecords(condition: SourceCondition): string {
  const { column, partial } = condition;
  const last = ':lastCreatedAt::timestamptz, :lastId::uuid';
  const ofMember = `r.${column} >= :member::uuid and r.${column} <= :member::uuid`;
  const after =
    column === null
      ? `:member::uuid is null and (r.created_at, r.id) > (${last})`
      : `${ofMember} and (${positionColumns(condition)}) > (:member::uuid, ${last})`;
  return partial === undefined ? after : `${partial} and ${after}`;
}

/** The columns of the order of {@link nextRecords}. */
function positionColumns({ column }: SourceCondition): string {
  return `${column === null ? '' : `r.${column}, `}r.created_at, r.id`;
}

function anyOf(conditions: readonly SourceCondition[]): string {
  return conditions
    .map(({ column, partial = 'true' }) =>
      column === null ? `(${partial} and :member::uuid is null)` : `(${partial} and r.${column} = :member::uuid)`,
    )
    .join(' or ');
}

/** The columns of a request that determine the source. */
type SourceRequest = Pick<ReassignmentRow, 'purpose' | 'from_membership_id' | 'previous_owner_id' | 'targets'>;

/**
 * The source of a run, from the request and the current status of the member. The run of a removal moves what the
 * member owned when they were removed, not what they had handed over before.
 */
export function sourceOf(request: SourceRequest, status: 'active' | 'removed' | undefined): Source {
  const { purpose, from_membership_id: membershipId, previous_owner_id: previousOwnerId, targets } = request;
  if (membershipId === null) return { membershipId, previousOwnerId, includesUnassigned: false };
  const includesUnassigned = purpose === 'request' && status === 'removed' && targets !== null;
  return { membershipId, previousOwnerId: null, includesUnassigned };
}

/** A kind of record with an owner. */
export type OwnedKind = RecordKind & WrittenTable;

/** All kinds of records with an owner. */
export const OWNED_KINDS: readonly OwnedKind[] = RECORD_KINDS.filter(({ owned }) => owned).map((kind) => {
  const { requiredColumns } = kind;
  if (!requiredColumns) throw new Error(`An owned kind needs its required columns: ${kind.name}.`);
  return { ...kind, requiredColumns };
});

/** The owned kind with this name. */
export function kindNamed(name: string): OwnedKind {
  const kind = OWNED_KINDS.find((candidate) => candidate.name === name);
  if (!kind) throw new Error(`Unknown owned kind ${name}.`);
  return kind;
}
