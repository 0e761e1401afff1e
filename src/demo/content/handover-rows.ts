import type { Actor } from '../../audit/audit-log.js';
import { sharesOf } from '../../offboarding/reassignment.policy.js';
import {
  progressOf,
  targetsOf,
  type GivenTargets,
  type KindPlan,
  type Purpose,
} from '../../offboarding/reassignment-rows.js';
import { REASSIGNMENT_JOB } from '../../offboarding/reassignments.service.js';
import { FORGET_MOVES_WORK } from '../../offboarding/removal-moves.js';
import { NO_ID } from '../../platform/ids/ids.js';
import { idAt, type OrganizationDraft, type Row } from './organization-draft.js';
import { actorOf, type Member } from './people.js';
import { DAY_MS } from './working-time.js';

const TABLES = { leads: 'lead', deals: 'deal', campaigns: 'campaign', sequences: 'sequence' } as const;
type OwnedKind = keyof typeof TABLES;
export const OWNED_KINDS = Object.keys(TABLES) as OwnedKind[];

/** When the moves of a removal are forgotten, since it cannot be undone any more. */
const FORGET_AFTER_MS = 7 * DAY_MS + 3_600_000;
const BATCH_MS = 1_500;

/** Records that go from one member to others. */
export interface HandoverDraft {
  readonly from: Member;
  readonly to: GivenTargets;
  readonly kinds: readonly OwnedKind[];
  readonly purpose: Extract<Purpose, 'request' | 'removal'>;
  readonly at: Date;
  readonly by: Actor;
  /** Of a run that goes on: how much of each kind has moved, from 0 to 1, and when a worker continues. */
  readonly underWay?: { readonly moved: Readonly<Record<OwnedKind, number>>; readonly continuesAt: Date };
}

/** Someone's membership ended: what they owned is unassigned, and their conversations are archived. */
export function addRemoval(draft: OrganizationDraft, member: Member & { readonly removedAt: Date }, by: Member): void {
  const at = member.removedAt;
  draft.record(at, {
    action: 'member.removed',
    actor: actorOf(by),
    target: { kind: 'member', id: member.id, name: member.name },
    changes: { status: { from: 'active', to: 'removed' } },
  });
  const handover = { from: member, to: null, kinds: OWNED_KINDS, purpose: 'removal', at, by: actorOf(by) } as const;
  addHandover(draft, handover);
  draft.add('due_work', { kind: FORGET_MOVES_WORK, due_at: new Date(at.getTime() + FORGET_AFTER_MS) });
}

/** Moves the records as a worker would have, and writes down its run. */
export function addHandover(draft: OrganizationDraft, handover: HandoverDraft): void {
  const { from, to, kinds, purpose, at, by, underWay } = handover;
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
    status: underWay ? 'running' : 'completed',
    progress: progressOf(plan),
    plan,
    step: kinds.length + 1,
    requested_by: by,
    purpose,
    created_at: at,
    started_at: new Date(at.getTime() + 400),
    finished_at: underWay ? null : new Date(at.getTime() + BATCH_MS * kinds.length),
  });
  if (purpose === 'request') {
    draft.record(at, {
      action: 'reassignment.requested',
      actor: by,
      target: { kind: 'reassignment', id, name: from.id },
      changes: { to: { from: null, to }, kinds: { from: null, to: kinds } },
    });
  }
  if (underWay) addJob(draft, id, at, underWay.continuesAt);
}

/** When the worker continues. Until then the run pauses; it can be watched and cancelled. */
function addJob(draft: OrganizationDraft, reassignmentId: string, at: Date, dueAt: Date): void {
  draft.add('outbox', {
    id: idAt(at),
    queue: 'reassignment',
    name: REASSIGNMENT_JOB,
    payload: { reassignmentId },
    attempts: 0,
    created_at: at,
    due_at: dueAt,
  });
}

function moveKind(draft: OrganizationDraft, handover: HandoverDraft, runId: string, kind: OwnedKind): KindPlan {
  const { from, to, purpose, at, underWay } = handover;
  const rows = draft.rows[TABLES[kind]];
  const places = placesOf(rows, from, at);
  const done = Math.floor(places.length * (underWay?.moved[kind] ?? 1));
  const shares = sharesOf(places.length, targetsOf(to));
  const movedAt = new Date(at.getTime() + BATCH_MS);
  let last: Row | undefined;
  for (const [number, place] of places.slice(0, done).entries()) {
    const ownerId = targetOf(shares, number);
    last = rows[place] = moved(rows[place] ?? {}, ownerId, movedAt);
    if (purpose === 'removal') {
      const { id, created_at } = last;
      draft.add('removal_move', { reassignment_id: runId, kind, created_at, record_id: id, owner_id: ownerId });
    }
  }
  return {
    kind,
    total: places.length,
    done,
    lastCreatedAt: last ? timeOf(last).toISOString() : '-infinity',
    lastId: last ? String(last['id']) : NO_ID,
    finished: done === places.length,
    shares,
  };
}

/** Where the member's records are among the rows, in the order in which a run takes them: by creation. */
function placesOf(rows: readonly Row[], from: Member, at: Date): number[] {
  return rows
    .flatMap((row, place) => (isOf(row, from) && timeOf(row) <= at ? [{ place, row }] : []))
    .sort((a, b) => timeOf(a.row).getTime() - timeOf(b.row).getTime() || (idOf(a.row) < idOf(b.row) ? -1 : 1))
    .map(({ place }) => place);
}

/** Owned by them, or, after their removal, unassigned and theirs before. */
function isOf({ owner_id: ownerId, previous_owner_id: previousOwnerId }: Row, from: Member): boolean {
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

/** Whose share the record at this place of the run is in. */
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
