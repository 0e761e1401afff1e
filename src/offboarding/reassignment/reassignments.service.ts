import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { Role } from '../../access/permissions.policy.js';
import { AuditLog, type Actor } from '../../audit/audit-log.js';
import { refusalAsRecordOwner } from '../../membership/membership.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { answerWithStatus } from '../../platform/http/answer.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { newId, parseId, type MembershipId, type OrganizationId, type ReassignmentId } from '../../platform/ids/ids.js';
import { idField, OutboxDispatcher, messageOf, organizationJobKind } from '../../platform/jobs/index.js';
import { newestFirst, type Page, pageClauses, toPage } from '../../platform/lists/keyset.js';
import type { ListQueryDto } from '../../platform/lists/list-query.dto.js';
import {
  OWNED_KINDS,
  type DryRunDto,
  type ProgressDto,
  type ReassignmentDto,
  type RequestReassignmentDto,
} from '../dto/reassignment.dto.js';
import { reassignmentFinished, reassignmentNotFound } from '../offboarding.problems.js';
import { sharesOf } from './reassignment.policy.js';
import {
  endReassignment,
  lockReassignment,
  SELECT_REASSIGNMENT,
  targetsOf,
  toReassignment,
  type ReassignmentRow,
} from './reassignment-rows.js';
import { countReturn, type RecordsReturned } from './audited-records.js';
import type { RequestedTargets, Purpose } from './run-plan.js';
import { countRecords, kindNamed, sourceOf } from './reassignment-source.js';
import { scheduleMoveDeletion, latestRemoval } from './removal-moves.js';
import { REASSIGNMENT_QUEUE } from './reassignment.queue.js';

export const REASSIGNMENT_RUN = organizationJobKind(REASSIGNMENT_QUEUE, 'reassign', {
  reassignmentId: idField<ReassignmentId>(),
});

const NEWEST_FIRST = newestFirst('reassignments:newest', 'created_at');

interface NewReassignment {
  readonly purpose: Purpose;
  readonly returnsId: ReassignmentId | null;
  readonly from: MembershipId | null;
  readonly previousOwnerId: MembershipId | null;
  readonly to: RequestedTargets;
  readonly kinds: readonly string[];
  readonly by: Actor;
}

interface EnqueuedReturn {
  readonly reassignmentId: ReassignmentId;
  /** What the removal moved, for the audit log. */
  readonly records: RecordsReturned;
}

const REQUEST = { purpose: 'request', returnsId: null, previousOwnerId: null } as const;

/** Starts, lists, reads and cancels reassignments. */
@Injectable()
export class Reassignments {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly dispatcher: OutboxDispatcher,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Enqueues a move of records, which a job performs.
   *
   * @throws 409 `new-owner-not-active`, 422 for memberships of another organization
   */
  async create(auth: AuthorizedContext, dto: RequestReassignmentDto): Promise<ReassignmentDto | DryRunDto> {
    return this.tenants.write(auth, async (tx) => {
      const reassignment = await this.validateRequest(tx, auth, dto);
      if (dto.dryRun) {
        answerWithStatus(200);
        return previewReassignment(tx, reassignment);
      }
      const id = await this.storeAndEnqueue(tx, reassignment);
      this.audit.recordAuditEvent(tx, {
        action: 'reassignment.requested',
        actor: auth.actor,
        target: { kind: 'reassignment', id, name: reassignment.from ?? 'unassigned' },
        changes: { to: { from: null, to: reassignment.to }, kinds: { from: null, to: reassignment.kinds } },
      });
      return toReassignment(
        await tx.one<ReassignmentRow>(`${SELECT_REASSIGNMENT} and id = :id`, { organizationId: tx.organizationId, id }),
      );
    });
  }

  /** Enqueues the move of everything that a removed member owns; the moves can be undone for some days. */
  async enqueueHandover(
    tx: TenantTransaction,
    from: MembershipId,
    to: RequestedTargets,
    by: Actor,
  ): Promise<ReassignmentId> {
    const reassignment: NewReassignment = { ...REQUEST, purpose: 'removal', from, to, kinds: OWNED_KINDS, by };
    const id = await this.storeAndEnqueue(tx, reassignment);
    await scheduleMoveDeletion(tx);
    return id;
  }

  /**
   * Enqueues the return of the records that a member's removal moved, now that the member is reinstated. If the run
   * of the removal has not finished, it ends here: what it has not moved is still theirs. After a removal by an older
   * version, which recorded no moves, the unassigned records that they owned last are returned.
   */
  async enqueueReturn(tx: TenantTransaction, to: MembershipId, by: Actor): Promise<EnqueuedReturn> {
    const unfinished = await tx.query<{ id: ReassignmentId }>(
      `select id from reassignment
       where organization_id = $1 and from_membership_id = $2 and finished_at is null order by id for update`,
      [tx.organizationId, to],
    );
    for (const { id } of unfinished) await endReassignment(tx, id, 'cancelled', 'The member was reinstated.');
    // After the lock of an unfinished run: its last batch is counted as well.
    const [returnsId, records] = await Promise.all([latestRemoval(tx, to), countReturn(tx, to)]);
    const purpose = returnsId ? 'reinstatement' : 'request';
    const request = { purpose, returnsId, from: null, previousOwnerId: to, to, kinds: OWNED_KINDS, by } as const;
    return { reassignmentId: await this.storeAndEnqueue(tx, request), records };
  }

  async list(auth: AuthorizedContext, query: ListQueryDto): Promise<Page<ReassignmentDto>> {
    const page = pageClauses(NEWEST_FIRST, 'id', query.cursor);
    const rows = await this.tenants.read<ReassignmentRow>(auth, {
      text: `${SELECT_REASSIGNMENT} and ${page.where} order by ${page.orderBy} limit :limit`,
      values: { organizationId: auth.organizationId, limit: query.limit + 1, ...page.values },
    });
    return toPage(rows, query.limit, NEWEST_FIRST, (row) => ({ value: row.created_at, id: row.id }), toReassignment);
  }

  /** @throws 404 `reassignment-not-found` */
  async get(auth: AuthorizedContext, id: ReassignmentId): Promise<ReassignmentDto> {
    return toReassignment(await this.readRow(auth, id));
  }

  /** @throws 404 `reassignment-not-found` */
  async readRow(auth: AuthorizedContext, id: ReassignmentId): Promise<ReassignmentRow> {
    const [row] = await this.tenants.read<ReassignmentRow>(auth, {
      text: `${SELECT_REASSIGNMENT} and id = :id`,
      values: { organizationId: auth.organizationId, id },
    });
    if (!row) throw new Problem(reassignmentNotFound);
    return row;
  }

  /**
   * The current reassignment, without authorization: the callers decide who may see it.
   *
   * @throws 404 `reassignment-not-found`
   */
  async readRowAsSystem(organizationId: OrganizationId, id: ReassignmentId): Promise<ReassignmentRow> {
    const [row] = await this.tenants.runAsSystem(organizationId, (tx) =>
      tx.query<ReassignmentRow>(`${SELECT_REASSIGNMENT} and id = :id`, { organizationId, id }),
    );
    if (!row) throw new Problem(reassignmentNotFound);
    return row;
  }

  /**
   * Ends a run between two batches. Records that were moved already keep their new owner.
   *
   * @throws 404 `reassignment-not-found`, 409 `reassignment-finished`
   */
  async cancel(auth: AuthorizedContext, id: ReassignmentId): Promise<ReassignmentDto> {
    return this.tenants.write(auth, async (tx) => {
      const row = await lockReassignment(tx, id);
      if (!row) throw new Problem(reassignmentNotFound);
      if (row.finished_at !== null) throw new Problem(reassignmentFinished);
      // The row is locked for every batch, so no batch is running at this moment.
      await endReassignment(tx, id, 'cancelled', null);
      this.audit.recordAuditEvent(tx, {
        action: 'reassignment.cancelled',
        actor: auth.actor,
        target: { kind: 'reassignment', id, name: row.from_membership_id ?? 'unassigned' },
      });
      return toReassignment(
        await tx.one<ReassignmentRow>(`${SELECT_REASSIGNMENT} and id = :id`, { organizationId: tx.organizationId, id }),
      );
    });
  }

  private async validateRequest(
    tx: TenantTransaction,
    auth: AuthorizedContext,
    dto: RequestReassignmentDto,
  ): Promise<NewReassignment> {
    const from = parseId<MembershipId>(dto.from);
    if (from) await requireMembership(tx, from, '/from');
    const previousOwnerId = parseId<MembershipId>(dto.previousOwnerId);
    if (previousOwnerId) await requireMembership(tx, previousOwnerId, '/previousOwnerId');
    if (previousOwnerId && from) {
      throw invalid({
        pointer: '/previousOwnerId',
        detail:
          'Only unassigned records can be chosen by their previous owner. Choose unassigned records, or leave this out.',
      });
    }
    const to = normalized(dto.to);
    if (to === null && !from)
      throw invalid({ pointer: '/to', detail: 'Choose a new owner: these records are already unassigned.' });
    for (const { membershipId } of targetsOf(to)) await requireEligibleOwner(tx, membershipId, from);
    return { ...REQUEST, from, previousOwnerId, to, kinds: dto.kinds ?? OWNED_KINDS, by: auth.actor };
  }

  private async storeAndEnqueue(tx: TenantTransaction, reassignment: NewReassignment): Promise<ReassignmentId> {
    const id = newId<ReassignmentId>();
    await tx.query(
      `insert into reassignment (organization_id, id, from_membership_id, previous_owner_id, targets, kinds, status,
                                 progress, requested_by, purpose, returns_id, created_at)
       values ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10, clock_timestamp())`,
      [
        tx.organizationId,
        id,
        reassignment.from,
        reassignment.previousOwnerId,
        JSON.stringify(reassignment.to),
        reassignment.kinds,
        JSON.stringify({ total: 0, done: 0, byKind: {} } satisfies ProgressDto),
        JSON.stringify(reassignment.by),
        reassignment.purpose,
        reassignment.returnsId,
      ],
    );
    this.dispatcher.enqueue(tx, messageOf(REASSIGNMENT_RUN, { reassignmentId: id }));
    return id;
  }
}

/** Counts by kind and target, as a run that starts now would. */
async function previewReassignment(tx: TenantTransaction, reassignment: NewReassignment): Promise<DryRunDto> {
  const [member] = await tx.query<{ status: 'active' | 'removed' }>(
    'select status from membership where organization_id = $1 and id = $2',
    [tx.organizationId, reassignment.from],
  );
  const request = {
    purpose: reassignment.purpose,
    from_membership_id: reassignment.from,
    previous_owner_id: reassignment.previousOwnerId,
    targets: reassignment.to,
  };
  const source = sourceOf(request, member?.status);
  const byKind: DryRunDto['byKind'] = {};
  for (const name of reassignment.kinds) {
    const total = await countRecords(tx, kindNamed(name), source);
    byKind[name] = { total, targets: sharesOf(total, targetsOf(reassignment.to)) };
  }
  return { dryRun: true, total: Object.values(byKind).reduce((sum, { total }) => sum + total, 0), byKind };
}

async function requireMembership(tx: TenantTransaction, id: string, pointer: string): Promise<void> {
  const found = await tx.query('select 1 from membership where organization_id = $1 and id = $2', [
    tx.organizationId,
    id,
  ]);
  if (found.length === 0) throw invalid({ pointer, detail: 'Choose a member of this organization.' });
}

async function requireEligibleOwner(tx: TenantTransaction, id: string | null, from: string | null): Promise<void> {
  if (id === null) return;
  const [member] = await tx.query<{ role: Role; status: 'active' | 'removed' }>(
    'select role, status from membership where organization_id = $1 and id = $2',
    [tx.organizationId, id],
  );
  if (!member || id === from) {
    throw invalid({
      pointer: '/to',
      detail: 'These records belong to this member already. Choose other members of this organization.',
    });
  }
  const refusal = refusalAsRecordOwner(member);
  if (refusal) throw new Problem(refusal);
}

function normalized(to: RequestReassignmentDto['to']): RequestedTargets {
  if (Array.isArray(to)) {
    return to.map(({ membershipId, weight }) => ({ membershipId: membershipId.toLowerCase(), weight }));
  }
  return to === null ? null : to.toLowerCase();
}
