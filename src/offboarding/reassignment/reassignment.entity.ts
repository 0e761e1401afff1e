import { Column, PrimaryColumn } from 'typeorm';
import type { Actor } from '../../audit/audit-log.js';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId, OrganizationId, ReassignmentId } from '../../platform/ids/ids.js';
import type { ProgressDto } from '../dto/reassignment.dto.js';
import type { Share } from './reassignment.policy.js';

/** The requested new owners: one membership, none, or several with their weights. */
export type RequestedTargets = string | null | { membershipId: string; weight: number }[];

/** The progress of a run with one kind of record. */
export interface KindPlan {
  readonly kind: string;
  readonly total: number;
  readonly done: number;
  /**
   * The last record that was read, in the order of creation. A run that was started by an older version has none and
   * starts from the beginning.
   */
  readonly lastCreatedAt?: string;
  readonly lastId: string;
  readonly finished: boolean;
  readonly shares: readonly Share[];
}

export interface RunPlan {
  /** Records that are created later are not part of the run; `infinity` if none can be created. */
  readonly createdUntil: string;
  readonly kinds: readonly KindPlan[];
  /** Whether a new owner was removed or became a viewer meanwhile. */
  readonly someoneLeft: boolean;
}

/**
 * Why records move: a request, a removal (its moves are recorded, so that it can be undone), or the undoing of a
 * removal.
 */
export type Purpose = 'request' | 'removal' | 'reinstatement';

/** A run that gives records new owners, with its progress. */
@TenantTable('reassignment', { rights: ['select', 'insert', 'update'] })
export class ReassignmentEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: ReassignmentId;

  @Column({ type: 'uuid', nullable: true })
  from_membership_id: MembershipId | null;

  @Column({ type: 'jsonb' })
  targets: RequestedTargets;

  @Column({ type: 'text', array: true })
  kinds: string[];

  @Column({ type: 'text' })
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

  @Column({ type: 'jsonb' })
  progress: ProgressDto;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'jsonb' })
  requested_by: Actor;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  started_at: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  finished_at: string | null;

  @Column({ type: 'uuid', nullable: true })
  previous_owner_id: MembershipId | null;

  @Column({ type: 'jsonb', nullable: true })
  plan: RunPlan | null;

  /** Grows with every change of the progress; the id of its events. */
  @Column({ type: 'int', default: 0 })
  step: number;

  @Column({ type: 'text', default: 'request' })
  purpose: Purpose;

  /** For a reinstatement: the removal whose moves it returns. */
  @Column({ type: 'uuid', nullable: true })
  returns_id: ReassignmentId | null;
}
