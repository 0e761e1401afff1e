import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Actor } from '../../audit/audit-log.js';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId, OrganizationId, ReassignmentId } from '../../platform/ids/ids.js';
import type { ProgressDto } from '../dto/reassignment.dto.js';
import type { Purpose, RequestedTargets, RunPlan } from './run-plan.js';

/** A run that gives records new owners, with its progress. */
@TenantTable('reassignment', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'from_membership_id'], ['organization_id', 'id'])
@ForeignKey('membership', ['organization_id', 'previous_owner_id'], ['organization_id', 'id'])
@ForeignKey('reassignment', ['organization_id', 'returns_id'], ['organization_id', 'id'])
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
