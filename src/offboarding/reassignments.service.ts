import { Injectable } from '@nestjs/common';
import type { Entry } from '../access/entry.js';
import type { Actor } from '../audit/audit-log.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import type { TenantTransaction } from '../platform/database/tenant-transaction.js';
import { Problem } from '../platform/http/problem.js';
import { newId, parseId, type MembershipId, type OrganizationId, type ReassignmentId } from '../platform/ids/ids.js';
import {
  JobHandler,
  JobRelay,
  Outbox,
  type JobContext,
  type JobPayload,
  type JobResult,
} from '../platform/jobs/index.js';
import { pageClauses, toPage, type Page, type Sort } from '../platform/lists/keyset.js';
import type { ListQueryDto } from '../platform/lists/list-query.dto.js';
import type { ProgressDto, ReassignmentDto } from './dto/removal.dto.js';
import { reassignmentNotFound } from './offboarding.problems.js';

const JOB = 'reassign';
const NEWEST_FIRST: Sort = {
  name: 'newest-reassignment',
  key: { sql: 'created_at', type: 'timestamptz', nullable: false },
  descending: true,
};
const SELECT = `
  select id, from_membership_id, targets, kinds, status, progress, reason, requested_by, created_at, started_at, finished_at
  from reassignment where organization_id = $1`;

interface ReassignmentRow {
  readonly id: string;
  readonly from_membership_id: string;
  readonly targets: { readonly membershipId: string }[];
  readonly kinds: string[];
  readonly status: ReassignmentDto['status'];
  readonly progress: ProgressDto;
  readonly reason: string | null;
  readonly requested_by: Actor;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

/** Records on their way from a removed member to somebody else, or to nobody. */
@Injectable()
export class Reassignments {
  constructor(
    private readonly tenants: TenantDatabase,
    private readonly outbox: Outbox,
    private readonly relay: JobRelay,
  ) {}

  /** Owes the move of everything that the member owns; a worker does it. */
  async owe(tx: TenantTransaction, from: MembershipId, to: MembershipId | null, by: Actor): Promise<ReassignmentId> {
    const id = newId<ReassignmentId>();
    await tx.query(
      `insert into reassignment (organization_id, id, from_membership_id, targets, kinds, status, progress, requested_by)
       values ($1, $2, $3, $4, '{}', 'queued', $5, $6)`,
      [
        tx.organizationId,
        id,
        from,
        JSON.stringify(to ? [{ membershipId: to }] : []),
        JSON.stringify({ total: 0, done: 0, byKind: {} } satisfies ProgressDto),
        JSON.stringify(by),
      ],
    );
    const row = await this.outbox.add(tx.manager, {
      organizationId: tx.organizationId,
      queue: 'reassignment',
      name: JOB,
      payload: { reassignmentId: id },
    });
    tx.afterCommit(() => {
      this.relay.dispatch([row]);
    });
    return id;
  }

  async list(entry: Entry, query: ListQueryDto): Promise<Page<ReassignmentDto>> {
    const page = pageClauses(NEWEST_FIRST, 'id', query.cursor, 3);
    const rows = await this.tenants.read<ReassignmentRow>(entry, {
      text: `${SELECT} and ${page.where} order by ${page.orderBy} limit $2`,
      values: [entry.organizationId, query.limit + 1, ...page.values],
    });
    return toPage(rows, query.limit, NEWEST_FIRST, (row) => ({ value: row.created_at, id: row.id }), toReassignment);
  }

  /** @throws 404 `reassignment-not-found` */
  async read(entry: Entry, id: ReassignmentId): Promise<ReassignmentDto> {
    const [row] = await this.tenants.read<ReassignmentRow>(entry, {
      text: `${SELECT} and id = $2`,
      values: [entry.organizationId, id],
    });
    if (!row) throw new Problem(reassignmentNotFound);
    return toReassignment(row);
  }

  /** The organization has no kinds of records yet, so a run is over as soon as it begins. */
  @JobHandler('reassignment', JOB)
  async run(payload: JobPayload, context: JobContext): Promise<JobResult> {
    const organizationId = parseId<OrganizationId>(context.organizationId);
    const id = parseId<ReassignmentId>(payload['reassignmentId']);
    if (!organizationId || !id) return 'done';
    await this.tenants.visit(organizationId, (tx) =>
      tx.query(
        `update reassignment set status = 'completed', started_at = coalesce(started_at, clock_timestamp()),
           finished_at = clock_timestamp()
         where organization_id = $1 and id = $2 and status in ('queued', 'running')`,
        [organizationId, id],
      ),
    );
    return 'done';
  }
}

function toReassignment(row: ReassignmentRow): ReassignmentDto {
  return {
    id: row.id,
    from: row.from_membership_id,
    to: row.targets[0]?.membershipId ?? null,
    kinds: row.kinds,
    status: row.status,
    progress: row.progress,
    reason: row.reason,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
