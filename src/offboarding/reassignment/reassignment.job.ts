import { Injectable } from '@nestjs/common';
import { refusalOfRequester, type RequesterRefusal } from '../../access/job-requester.js';
import { refusalAsRecordOwner } from '../../membership/membership.policy.js';
import { readMemberships } from '../../access/locks.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { NO_ID, type MembershipId, type ReassignmentId } from '../../platform/ids/ids.js';
import {
  GIVE_UP_AFTER_AN_HOUR,
  JobGivenUp,
  JobHandler,
  type JobContext,
  type JobResult,
  type PayloadOf,
} from '../../platform/jobs/index.js';
import { FIRST_BATCH, nextBatchSize, sharesOf, type Share } from './reassignment.policy.js';
import {
  endReassignment,
  lockReassignment,
  progressOf,
  SELECT_REASSIGNMENT,
  storeProgress,
  targetsOf,
  type ReassignmentRow,
} from './reassignment-rows.js';
import type { KindPlan, RunPlan } from './run-plan.js';
import { countRecords, kindNamed, moveBatch, sourceOf, type Source } from './reassignment-source.js';
import { countReturning, returnNextBatch, type ReturnRun } from './return-run.js';
import { ReassignmentEnds } from './reassignment-ended.event.js';
import { REASSIGNMENT_RUN } from './reassignments.service.js';

type RunPayload = PayloadOf<typeof REASSIGNMENT_RUN>;

const TARGET_LEFT = 'A new owner was removed or became a viewer. The rest of their records are unassigned.';

const KEPT_FAILING =
  'The records could not be moved, even after retries. Records that were moved already keep their new owner. Start a new reassignment for the rest.';

/** Why a requested run ends when the requester has lost the right to it. */
const REQUESTER_REFUSED: Readonly<Record<RequesterRefusal, string>> = {
  'organization-deleted': 'The organization was deleted.',
  'member-may-not':
    'The member who started it was removed or can no longer reassign records. Start a new reassignment for the rest.',
  'key-may-not': 'The API key that started it was revoked or has expired. Start a new reassignment for the rest.',
};

const REMOVED_AGAIN = 'The member was removed again. Undoing that removal returns the rest.';

/** The result of a batch, and how many records it read; null: the run has finished. */
type BatchResult = { readonly plan: RunPlan; readonly handled: number } | null;

/**
 * Moves records in batches. Each is one transaction that moves rows and stores the progress of the run. After a crash
 * the next worker continues exactly there, and each record moves once.
 */
@Injectable()
export class ReassignmentJob {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly ends: ReassignmentEnds,
  ) {}

  @JobHandler(REASSIGNMENT_RUN, GIVE_UP_AFTER_AN_HOUR)
  async run({ organizationId, reassignmentId: id }: RunPayload, context: JobContext): Promise<JobResult> {
    const membershipIds = await this.tenants.runAsSystem(organizationId, (tx) => membershipsOf(tx, id));
    let size = FIRST_BATCH;
    for (;;) {
      context.signal.throwIfAborted();
      const startedAt = performance.now();
      const result = await this.tenants.runAsSystem(organizationId, (tx) => this.runBatch(tx, id, membershipIds, size));
      if (!result) return 'done';
      context.progress(progressOf(result.plan));
      if (result.handled === size) size = nextBatchSize(size, performance.now() - startedAt);
    }
  }

  /** Records that were moved keep their new owner; the run is shown as failed to those who watch it. */
  @JobGivenUp(REASSIGNMENT_RUN)
  async giveUp({ organizationId, reassignmentId: id }: RunPayload): Promise<void> {
    await this.tenants.runAsSystem(organizationId, async (tx) => {
      const run = await lockReassignment(tx, id);
      if (run?.finished_at === null) await this.end(tx, run, run.plan, KEPT_FAILING);
    });
  }

  private async runBatch(
    tx: TenantTransaction,
    id: ReassignmentId,
    membershipIds: readonly string[],
    size: number,
  ): Promise<BatchResult> {
    // Before the row of the run and the records: the same lock order everywhere, so that a concurrent removal, or its
    // undoing, waits and cannot deadlock.
    const memberships = await readMemberships(tx, membershipIds);
    const run = await lockReassignment(tx, id);
    if (run?.finished_at !== null) return null;
    if (await this.endIfRefused(tx, run)) return null;
    const source = sourceOf(run, memberships.find((member) => member.id === run.from_membership_id)?.status);
    const plan = run.plan ?? (await planRun(tx, run, source));
    const current = plan.kinds.find((kind) => !kind.finished);
    if (!current) return this.endRun(tx, run, plan);
    const returning = returnRunOf(run);
    const { next, handled, someoneLeft } = returning
      ? await returnNextBatch(
          tx,
          returning,
          current,
          size,
          memberships.find(({ id: one }) => one === returning.membershipId)?.status,
        )
      : await moveRecords(tx, run, plan, current, source, size, eligibleOwnersOf(memberships));
    const kinds = plan.kinds.map((kind) => (kind === current ? next : kind));
    const after = { ...plan, kinds, someoneLeft: plan.someoneLeft || someoneLeft };
    await storeProgress(tx, id, after);
    return { plan: after, handled };
  }

  /**
   * Ends a run whose requester has lost the right to it; records that were moved keep their new owner. The run of a
   * removal continues, because it does not depend on the member who made the removal.
   */
  private async endIfRefused(tx: TenantTransaction, run: ReassignmentRow): Promise<boolean> {
    if (run.purpose !== 'request') return false;
    const refusal = await refusalOfRequester(tx, run.requested_by, 'records:reassign');
    if (refusal) await this.end(tx, run, run.plan, REQUESTER_REFUSED[refusal]);
    return refusal !== null;
  }

  private async endRun(tx: TenantTransaction, run: ReassignmentRow, plan: RunPlan): Promise<null> {
    await storeProgress(tx, run.id, plan);
    const reason = run.purpose === 'reinstatement' ? REMOVED_AGAIN : TARGET_LEFT;
    await this.end(tx, run, plan, plan.someoneLeft ? reason : null);
    return null;
  }

  /** @param reason why it failed; null: it has completed */
  private async end(
    tx: TenantTransaction,
    run: ReassignmentRow,
    plan: RunPlan | null,
    reason: string | null,
  ): Promise<void> {
    const status = reason === null ? 'completed' : 'failed';
    await endReassignment(tx, run.id, status, reason);
    const done = plan ? progressOf(plan).done : 0;
    const { id, purpose, requested_by: requestedBy, from_membership_id: from } = run;
    await this.ends.announce(tx, { id, purpose, status, done, from, to: singleTargetOf(run), requestedBy });
  }
}

function singleTargetOf({ targets }: ReassignmentRow): MembershipId | null {
  const [only, ...others] = targetsOf(targets);
  return others.length === 0 ? ((only?.membershipId ?? null) as MembershipId | null) : null;
}

/** Counts the records and calculates the shares, once for the whole run. */
async function planRun(tx: TenantTransaction, run: ReassignmentRow, source: Source): Promise<RunPlan> {
  const createdUntil = await lastCreation(tx, run.from_membership_id);
  const returning = returnRunOf(run);
  const kinds: KindPlan[] = [];
  for (const kind of run.kinds) {
    const total = returning
      ? await countReturning(tx, returning, kind)
      : await countRecords(tx, kindNamed(kind), source);
    const shares = sharesOf(total, targetsOf(run.targets));
    kinds.push({ kind, total, done: 0, lastCreatedAt: '-infinity', lastId: NO_ID, finished: total === 0, shares });
  }
  return { createdUntil, kinds, someoneLeft: false };
}

/**
 * The creation time up to which records are part of the run, rounded as their times are. A removed member gets no new
 * records, so the time is unlimited: even if the clock was set back in between, none of their records is left out.
 */
async function lastCreation(tx: TenantTransaction, from: string | null): Promise<string> {
  const { until } = await tx.one<{ until: string }>(
    `select (case when exists (select 1 from membership where organization_id = $1 and id = $2 and status = 'removed')
               then 'infinity' else clock_timestamp()::timestamptz(3) end)::text as until`,
    [tx.organizationId, from],
  );
  return until;
}

/** For the run of a reinstatement: the removal that it undoes, and the member; null for any other. */
function returnRunOf({ returns_id: removal, previous_owner_id: membershipId }: ReassignmentRow): ReturnRun | null {
  return removal && membershipId ? { removal, membershipId } : null;
}

async function moveRecords(
  tx: TenantTransaction,
  run: ReassignmentRow,
  plan: RunPlan,
  current: KindPlan,
  source: Source,
  size: number,
  eligible: ReadonlySet<string>,
): Promise<{ next: KindPlan; handled: number; someoneLeft: boolean }> {
  const targets = current.shares.map(({ membershipId }) =>
    membershipId !== null && eligible.has(membershipId) ? membershipId : null,
  );
  const bounds = boundsOf(current.shares);
  const { moved, last } = await moveBatch(tx, kindNamed(current.kind), source, {
    after: { lastCreatedAt: current.lastCreatedAt ?? '-infinity', lastId: current.lastId },
    createdUntil: plan.createdUntil,
    size,
    done: current.done,
    bounds,
    targets,
    recordedFor: run.purpose === 'removal' ? run.id : null,
  });
  const done = current.done + moved;
  const finished = last === null;
  // Records that others moved or deleted meanwhile are no longer part of the run.
  const total = finished ? done : Math.max(current.total, done);
  const isMissing = current.shares.map(({ membershipId }, index) => membershipId !== null && !targets[index]);
  const someoneLeft = isMissing.some((missing, index) => missing && reaches(bounds, index, current.done, done));
  return { next: { ...current, ...last, done, total, finished }, handled: moved, someoneLeft };
}

/** The memberships that a run is about. They stay the same until it ends. */
async function membershipsOf(tx: TenantTransaction, id: ReassignmentId): Promise<string[]> {
  const [run] = await tx.query<ReassignmentRow>(`${SELECT_REASSIGNMENT} and id = :id`, {
    organizationId: tx.organizationId,
    id,
  });
  if (!run) return [];
  const targets = targetsOf(run.targets).map(({ membershipId }) => membershipId);
  return [run.from_membership_id, run.previous_owner_id, ...targets].filter((member) => member !== null);
}

/** Which of them may own records. */
function eligibleOwnersOf(memberships: Awaited<ReturnType<typeof readMemberships>>): ReadonlySet<string> {
  return new Set(memberships.filter((member) => refusalAsRecordOwner(member) === null).map((member) => member.id));
}

/** The last position of each share in the run. */
function boundsOf(shares: readonly Share[]): number[] {
  let reached = 0;
  return shares.map(({ count }) => (reached += count));
}

/**
 * Whether the positions after `from` up to `to` include some of this share. The last share has all positions after
 * it.
 */
function reaches(bounds: readonly number[], index: number, from: number, to: number): boolean {
  const begins = bounds[index - 1] ?? 0;
  const ends = index === bounds.length - 1 ? Infinity : (bounds[index] ?? 0);
  return Math.max(begins, from) < Math.min(ends, to);
}
