import { READ_IN_INDEX_ORDER } from '../../platform/database/index-order.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import type { ReassignmentId } from '../../platform/ids/ids.js';
import { DueSchedule } from '../../platform/jobs/index.js';
import { lockOf, type RecordKind } from '../../records/kind/record-kind.js';
import {
  proposedColumns,
  WRITE_OWNER,
  type OwnedKind,
  type RecordPosition,
  type WrittenTable,
} from './reassignment-source.js';

/** The runs of the job that deletes an organization's recorded moves. */
export const MOVE_DELETION_WORK = new DueSchedule('removal-moves');

/**
 * How long moves are kept: as long as a removal can be undone, and an hour more, so that the last undo finds all of
 * them.
 */
const KEPT_FOR = '7 days 1 hour';

/** The run of a member's last removal, if it recorded its moves. */
export async function latestRemoval(tx: TenantTransaction, membershipId: string): Promise<ReassignmentId | null> {
  const [row] = await tx.query<{ id: ReassignmentId }>(
    `select id from reassignment
     where organization_id = $1 and from_membership_id = $2 and purpose = 'removal'
     order by created_at desc, id desc limit 1`,
    [tx.organizationId, membershipId],
  );
  return row?.id ?? null;
}

/**
 * The number of records of the kind that the removal moved and that were not returned yet, including those that were
 * reassigned since.
 */
export async function countMoves(tx: TenantTransaction, removal: ReassignmentId, kind: RecordKind): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    'select count(*) as count from removal_move where organization_id = $1 and reassignment_id = $2 and kind = $3',
    [tx.organizationId, removal, kind.name],
  );
  return count;
}

/** The next moves of a removal that are to be undone. */
export interface ReturnBatch {
  readonly removal: ReassignmentId;
  readonly kind: OwnedKind;
  readonly after: RecordPosition;
  readonly size: number;
}

export interface ReturnedBatch {
  /** The number of records that were returned. */
  readonly moved: number;
  /** The number of moves that were read. */
  readonly handled: number;
  /** The last of them; null at the end. */
  readonly last: RecordPosition | null;
}

interface ReturnedRow {
  readonly moved: number;
  readonly handled: number;
  readonly id: string | null;
  readonly created_at: string | null;
}

/**
 * Takes the next moves, in the order in which records are locked everywhere. They are deleted as one range of keys
 * and not one by one, because a join could read all moves of the run for each batch.
 */
const TAKE_MOVES = `
  with next_moves as materialized (
    select m.created_at, m.record_id as id, m.owner_id from removal_move m
    where m.organization_id = :organizationId and m.reassignment_id = :removal and m.kind = :kind
      and (m.created_at, m.record_id) > (:lastCreatedAt::timestamptz, :lastId::uuid)
    order by m.created_at, m.record_id limit :size
  ), deleted as (
    delete from removal_move m
    where m.organization_id = :organizationId and m.reassignment_id = :removal and m.kind = :kind
      and (m.created_at, m.record_id) > (:lastCreatedAt::timestamptz, :lastId::uuid)
      and (m.created_at, m.record_id) <= (select created_at, id from next_moves order by created_at desc, id desc limit 1)
  )`;

/** The values of {@link TAKE_MOVES}. */
function valuesOf({ organizationId }: TenantTransaction, { removal, kind, after, size }: ReturnBatch) {
  const { lastCreatedAt, lastId } = after;
  return { organizationId, removal, kind: kind.name, lastCreatedAt, lastId, size };
}

const BATCH_RESULT = `
  (select count(*) from next_moves) as handled, last.id, last.created_at
  from (select 1) always
  left join (select id, created_at from next_moves order by created_at desc, id desc limit 1) last on true`;

/**
 * Returns the records of the next moves to their member. While the member is removed, no one can make them the owner
 * of a record. A record that still has the owner whom the removal gave it, and has them as the previous owner, was
 * therefore not reassigned since.
 */
export async function returnBatch(
  tx: TenantTransaction,
  batch: ReturnBatch,
  membershipId: string,
): Promise<ReturnedBatch> {
  tx.locks.assertOrder(lockOf(batch.kind));
  await tx.query(READ_IN_INDEX_ORDER);
  const row = await tx.one<ReturnedRow>(returnStatement(batch.kind), {
    ...valuesOf(tx, batch),
    membershipId,
  });
  return toReturnedBatch(row);
}

/**
 * For the table of one kind; see {@link returnBatch}. The record is found by a range from its ID to its ID: a
 * condition with an order can only use the primary key and no other index, whereas `=` needs no order. It is written
 * as in {@link WrittenTable}.
 */
export function returnStatement(kind: WrittenTable): string {
  return `${TAKE_MOVES}, held as materialized (
      select r.* from next_moves cross join lateral (
        select ${proposedColumns(kind, 'r.')} from ${kind.table} r
        where r.organization_id = :organizationId and r.id >= next_moves.id and r.id <= next_moves.id
          and r.owner_id is not distinct from next_moves.owner_id and r.previous_owner_id = :membershipId::uuid
        order by r.organization_id, r.id limit 1 for no key update
      ) r
    ), returned as (
      insert into ${kind.table} as r (organization_id, owner_id, ${proposedColumns(kind)})
      select :organizationId, :membershipId::uuid, ${proposedColumns(kind)} from held
      ${WRITE_OWNER}
      returning r.id
    )
    select (select count(*) from returned) as moved, ${BATCH_RESULT}`;
}

/**
 * The member was removed again while their records were being returned. The moves that are left are assigned to that
 * later removal, whose undo returns them. The records themselves stay where they are.
 */
export async function transferMoves(
  tx: TenantTransaction,
  batch: ReturnBatch,
  laterRemoval: ReassignmentId,
): Promise<ReturnedBatch> {
  await tx.query(READ_IN_INDEX_ORDER);
  const row = await tx.one<ReturnedRow>(
    `${TAKE_MOVES}, recorded as (
       insert into removal_move (organization_id, reassignment_id, kind, created_at, record_id, owner_id)
       select :organizationId, :laterRemoval, :kind, created_at, id, owner_id from next_moves
       on conflict do nothing
     )
     select 0 as moved, ${BATCH_RESULT}`,
    { ...valuesOf(tx, batch), laterRemoval },
  );
  return toReturnedBatch(row);
}

function toReturnedBatch({ moved, handled, id, created_at: createdAt }: ReturnedRow): ReturnedBatch {
  return { moved, handled, last: id === null || createdAt === null ? null : { lastId: id, lastCreatedAt: createdAt } };
}

/** Makes sure that the moves of a removal at this moment are deleted when it can no longer be undone. */
export async function scheduleMoveDeletion(tx: TenantTransaction): Promise<void> {
  await MOVE_DELETION_WORK.runBy(tx, { after: KEPT_FOR });
}

/**
 * Deletes moves of one removal that can no longer be undone, at most this many, and returns their number; 0 when none
 * is left. Moves that a running reinstatement needs are kept until it ends.
 */
export async function deleteExpiredMoves(tx: TenantTransaction, limit: number): Promise<number> {
  await tx.query(READ_IN_INDEX_ORDER);
  const [run] = await tx.query<{ id: ReassignmentId }>(
    `select r.id from reassignment r
     where r.organization_id = $1 and r.purpose = 'removal' and r.created_at <= statement_timestamp() - interval '${KEPT_FOR}'
       and exists (select 1 from removal_move m where m.organization_id = $1 and m.reassignment_id = r.id)
       and not exists (select 1 from reassignment b
                       where b.organization_id = $1 and b.returns_id = r.id and b.finished_at is null)
     limit 1`,
    [tx.organizationId],
  );
  if (!run) return 0;
  const { deleted } = await tx.one<{ deleted: number }>(
    `with deleted as (
       delete from removal_move where organization_id = $1 and ctid = any (array(
         select m.ctid from removal_move m where m.organization_id = $1 and m.reassignment_id = $2
         order by m.kind, m.created_at, m.record_id limit $3))
       returning 1
     )
     select count(*) as deleted from deleted`,
    [tx.organizationId, run.id, limit],
  );
  return deleted;
}

/**
 * Schedules the next deletion: when the oldest removal with moves can no longer be undone, or in an hour while a
 * reinstatement still needs them.
 */
export async function rescheduleMoveDeletion(tx: TenantTransaction): Promise<void> {
  await MOVE_DELETION_WORK.reschedule(tx, async () => {
    const { next } = await tx.one<{ next: string | null }>(
      `select case when count(*) > 0
                then greatest(min(r.created_at) + interval '${KEPT_FOR}', clock_timestamp() + interval '1 hour') end as next
       from reassignment r
       where r.organization_id = $1 and r.purpose = 'removal'
         and (r.finished_at is null
              or exists (select 1 from removal_move m where m.organization_id = $1 and m.reassignment_id = r.id))`,
      [tx.organizationId],
    );
    return next;
  });
}
