import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId, OrganizationId, ReassignmentId } from '../../platform/ids/ids.js';
import type { OwnedKind } from '../dto/reassignment.dto.js';

/** A record that a removal moved, so that it can be returned. */
@TenantTable('removal_move', { rights: ['select', 'insert', 'delete'] })
@ForeignKey('reassignment', ['organization_id', 'reassignment_id'], ['organization_id', 'id'])
export class RemovalMoveEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  reassignment_id: ReassignmentId;

  @PrimaryColumn({ type: 'text' })
  kind: OwnedKind;

  /** The time of creation of the record. */
  @PrimaryColumn(TIMESTAMP)
  created_at: string;

  @PrimaryColumn({ type: 'uuid' })
  record_id: string;

  /** The new owner; null: it became unassigned. */
  @Column({ type: 'uuid', nullable: true })
  owner_id: MembershipId | null;
}
