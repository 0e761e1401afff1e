import type { Actor } from '../../audit/audit-log.js';
import type { RecordsHandedOver } from '../../offboarding/reassignment/audited-records.js';
import { sharesOf } from '../../offboarding/reassignment/reassignment.policy.js';
import { progressOf, targetsOf } from '../../offboarding/reassignment/reassignment-rows.js';
import {
  type RequestedTargets,
  type KindPlan,
  type Purpose,
  type RunPlan,
} from '../../offboarding/reassignment/run-plan.js';
import { messageOf } from '../../platform/jobs/index.js';
import { REASSIGNMENT_RUN } from '../../offboarding/reassignment/reassignments.service.js';
import { MOVE_DELETION_WORK } from '../../offboarding/reassignment/removal-moves.js';
import { NO_ID } from '../../platform/ids/ids.js';
import { idAt, type OrganizationDraft, type Row } from './organization-draft.js';
import { actorOf, type Member } from './people.js';
import { DAY_MS } from './working-time.js';

const TABLES = { leads: 'lead', deals: 'deal', campaigns: 'campaign', sequences: 'sequence' } as const;
type OwnedKind = keyof typeof TABLES;
const OWNED_KINDS = Object.keys(TABLES) as OwnedKind[];

/** When the moves of a removal are deleted, because it cannot be undone any more. */
const DELETE_MOVES_AFTER_MS = 7 * DAY_MS + 3_600_000;
const BATCH_MS = 1_500;

/** Records that are reassigned from one member to others. */
export interface HandoverDraft {
  readonly from: Member;
  readonly to: RequestedTargets;
  readonly kinds: readonly OwnedKind[];
  readonly purpose: Extract<Purpose, 'request' | 'removal'>;
  readonly at: Date;
  readonly by: Actor;
  /** Of a run in progress: how much of each kind has moved, from 0 to 1, and when a worker continues. */
  readonly inProgress?: { readonly moved: Readonly<Record<OwnedKind, number>>; readonly continuesAt: Date };
}

/** Removes a member: the records that they owned are unassigned, and their conversations are archived. */
export function addRemoval(draft: OrganizationDraft, member: Member & { readonly removedAt: Date }, by: Member): void {
  const at = member.removedAt;
  const handover = { from: member, to: null, kinds: OWNED_KINDS, purpose: 'removal', at, by: actorOf(by) } as const;
  const { kinds } = addHandover(draft, handover);
  const counts = Object.fromEntries(kinds.map(({ kind, total }) => [kind, total]));
  const { total } = progressOf({ kinds });
  const records: RecordsHandedOver = { mode: 'unassign', total, counts, newOwners: [] };
  draft.record(at, {
    action: 'member.removed',
    actor: actorOf(by),
    target: { kind: 'member', id: member.id, name: member.name },
    changes: { status: { from: 'active', to: 'removed' }, records: { from: null, to: records } },
  });
  draft.add('due_work', { kind: MOVE_DELETION_WORK.kind, due_at: new Date(at.getTime() + DELETE_MOVES_AFTER_MS) });
}

/** Moves the records as the worker would, and adds the row of its run, whose plan it returns. */
export function addHandover(draft: OrganizationDraft, handover: HandoverDraft): Pick<RunPlan, 'kinds'> {
  const { from, to, kinds, purpose, at, by, inProgress } = handover;
  const id = idAt<string>(at);
  const plan = {
    createdUntil: from.removedAt ? 'infinity' : at.toISOString(),
    kinds: kinds.map((kind) => moveKind(draft, handover, id, kind)),
    someoneLeft: false,
  };
  draft.add('reassignment', {
    id,
    from_membership_id: from.id,
    targets: to,
    kinds,
    status: inProgress ? 'running' : 'completed',
    progress: progressOf(plan),
    plan,
    step: kinds.length + 1,
    requested_by: by,
    purpose,
    created_at: at,
    started_at: new Date(at.getTime() + 400),
    finished_at: inProgress ? null : new Date(at.getTime() + BATCH_MS * kinds.length),
  });
  if (purpose === 'request') {
    draft.record(at, {
      action: 'reassignment.requested',
      actor: by,
      target: { kind: 'reassignment', id, name: from.id },
      changes: { to: { from: null, to }, kinds: { from: null, to: kinds } },
    });
  }
  if (inProgress) addJob(draft, id, at, inProgress.continuesAt);
  return plan;
}

/** When the worker continues. Until then the run pauses; it can be watched and cancelled. */
function addJob(draft: OrganizationDraft, reassignmentId: string, at: Date, dueAt: Date): void {
  draft.add('outbox', {
    id: idAt(at),
    ...messageOf(REASSIGNMENT_RUN, { reassignmentId }),
    attempts: 0,
    created_at: at,
    due_at: dueAt,
  });
}

function moveKind(draft: OrganizationDraft, handover: HandoverDraft, runId: string, kind: OwnedKind): KindPlan {
  const { from, to, purpose, at, inProgress } = handover;
  const rows = draft.rows[TABLES[kind]];
  const positions = positionsOf(rows, from, at);
  const done = Math.floor(positions.length * (inProgress?.moved[kind] ?? 1));
  const shares = sharesOf(positions.length, targetsOf(to));
  const movedAt = new Date(at.getTime() + BATCH_MS);
  let last: Row | undefined;
  for (const [number, position] of positions.slice(0, done).entries()) {
    const ownerId = targetOf(shares, number);
    last = rows[position] = moved(rows[position] ?? {}, ownerId, movedAt);
    if (purpose === 'removal') {
      const { id, created_at } = last;
      draft.add('removal_move', { reassignment_id: runId, kind, created_at, record_id: id, owner_id: ownerId });
    }
  }
  return {
    kind,
    total: positions.length,
    done,
    lastCreatedAt: last ? timeOf(last).toISOString() : '-infinity',
    lastId: last ? String(last['id']) : NO_ID,
    finished: done === positions.length,
    shares,
  };
}

/** The positions of the member's records among the rows, in the order of the run: by creation. */
function positionsOf(rows: readonly Row[], from: Member, at: Date): number[] {
  return rows
    .flatMap((row, position) => (isOwnedBy(row, from) && timeOf(row) <= at ? [{ position, row }] : []))
    .sort((a, b) => timeOf(a.row).getTime() - timeOf(b.row).getTime() || (idOf(a.row) < idOf(b.row) ? -1 : 1))
    .map(({ position }) => position);
}

/** Owned by the member or, after their removal, unassigned and previously owned by them. */
function isOwnedBy({ owner_id: ownerId, previous_owner_id: previousOwnerId }: Row, from: Member): boolean {
  return ownerId === from.id || (from.removedAt !== null && ownerId === null && previousOwnerId === from.id);
}

function moved(row: Row, ownerId: string | null, at: Date): Row {
  return {
    ...row,
    owner_id: ownerId,
    previous_owner_id: row['owner_id'] ?? row['previous_owner_id'],
    version: Number(row['version']) + 1,
    updated_at: latestOf(row['updated_at'] as Date, at),
  };
}

/** The new owner of the record at this position of the run. */
function targetOf(shares: KindPlan['shares'], number: number): string | null {
  let reached = 0;
  for (const { membershipId, count } of shares) {
    reached += count;
    if (number < reached) return membershipId;
  }
  return null;
}

function latestOf(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function timeOf(row: Row): Date {
  return row['created_at'] as Date;
}

function idOf(row: Row): string {
  return String(row['id']);
}
