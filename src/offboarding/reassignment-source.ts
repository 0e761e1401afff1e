import type { RecordKind } from '../records/kind/record-kind.js';
import { RECORD_KINDS } from '../records/record-kinds.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import type { GivenTargets } from './reassignment-rows.js';

/** Whose records move. */
export interface Source {
  /** Null: from the unassigned. */
  readonly membershipId: string | null;
  /** Of the unassigned, only those that were theirs. */
  readonly previousOwnerId: string | null;
  /** From somebody removed also what is unassigned already and was theirs last; unless it shall be unassigned anyway. */
  readonly includesUnassigned: boolean;
}

/** The condition on `r` by which a kind's records belong to the source; its parameters are `$2` and `$3`. */
export function belongsTo({ membershipId, includesUnassigned }: Source): string {
  if (membershipId === null) {
    return `r.owner_id is null and ($3::uuid is null or r.previous_owner_id = $3) and $2::uuid is null`;
  }
  const theirs = 'r.owner_id = $2 and $3::uuid is null';
  return includesUnassigned ? `(${theirs} or (r.owner_id is null and r.previous_owner_id = $2))` : theirs;
}

/** How many records of the kind move now. */
export async function countRecords(tx: TenantTransaction, kind: RecordKind, source: Source): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `select count(*) as count from ${kind.table} r where r.organization_id = $1 and ${belongsTo(source)}`,
    [tx.organizationId, source.membershipId, source.previousOwnerId],
  );
  return count;
}

/** One batch of a kind: where it begins, how large it is, and who gets which places of the whole run. */
export interface Batch {
  readonly afterId: string;
  /** Only what was there when the run began. */
  readonly createdUntil: string;
  readonly size: number;
  /** Places given already. */
  readonly done: number;
  /** Up to which place each target gets; the last one gets whatever comes behind. */
  readonly bounds: readonly number[];
  readonly targets: readonly (string | null)[];
}

export interface MovedBatch {
  readonly moved: number;
  readonly lastId: string | null;
}

/**
 * Moves the next records by id. They are locked in the order of ids, so that two runs over the same source wait for each
 * other but never in a circle; whoever comes second finds them moved and passes over them.
 */
export async function moveBatch(
  tx: TenantTransaction,
  kind: RecordKind,
  source: Source,
  batch: Batch,
): Promise<MovedBatch> {
  return tx.one<MovedBatch>(
    `with picked as (
       select r.id from ${kind.table} r
       where r.organization_id = $1 and ${belongsTo(source)} and r.id > $4 and r.created_at <= $5
       order by r.id limit $6 for update
     ), placed as (
       select id, $7::bigint + row_number() over (order by id) as place from picked
     ), moved as (
       update ${kind.table} r
       set owner_id = ($9::uuid[])[1 + least(cardinality($8::bigint[]) - 1,
                        (select count(*) from unnest($8::bigint[]) bound where bound < placed.place))::int],
           previous_owner_id = coalesce(r.owner_id, r.previous_owner_id),
           version = version + 1, updated_at = clock_timestamp()
       from placed where r.organization_id = $1 and r.id = placed.id
       returning r.id
     )
     select count(*) as moved, (select id from picked order by id desc limit 1) as "lastId" from moved`,
    [
      tx.organizationId,
      source.membershipId,
      source.previousOwnerId,
      batch.afterId,
      batch.createdUntil,
      batch.size,
      batch.done,
      batch.bounds,
      batch.targets,
    ],
  );
}

/** The source of a run, from what was asked for and what the member is now. */
export async function sourceOf(
  tx: TenantTransaction,
  from: string | null,
  previousOwnerId: string | null,
  to: GivenTargets,
): Promise<Source> {
  if (from === null) return { membershipId: null, previousOwnerId, includesUnassigned: false };
  const { status } = await tx.one<{ status: 'active' | 'removed' }>(
    'select status from membership where organization_id = $1 and id = $2',
    [tx.organizationId, from],
  );
  return { membershipId: from, previousOwnerId: null, includesUnassigned: status === 'removed' && to !== null };
}

/** The owned kind of this name. */
export function kindNamed(name: string): RecordKind {
  const kind = RECORD_KINDS.find((candidate) => candidate.owned && candidate.name === name);
  if (!kind) throw new Error(`There is no owned kind ${name}.`);
  return kind;
}
