import { Column, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { TIMESTAMP } from '../platform/database/columns.js';
import { TenantTable } from '../platform/database/table.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';
import type { NotificationFacts, NotificationKind } from './notification.policy.js';

/** A notification to one member. */
@TenantTable('notification', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'membership_id'], ['organization_id', 'id'])
@ForeignKey('membership', ['organization_id', 'person_id'], ['organization_id', 'id'])
@Unique(['organization_id', 'membership_id', 'kind', 'subject_id'])
export class NotificationEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** The recipient. */
  @Column({ type: 'uuid' })
  membership_id: MembershipId;

  @Column({ type: 'text' })
  kind: NotificationKind;

  /** What it is about: of one kind, a member gets one for each. */
  @Column({ type: 'uuid' })
  subject_id: string;

  /** Another member whom it is about. */
  @Column({ type: 'uuid', nullable: true })
  person_id: MembershipId | null;

  /** Figures, roles, times and memberships only; names are read when it is shown. */
  @Column({ type: 'jsonb' })
  facts: NotificationFacts;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  /** Null: unread. */
  @Column({ ...TIMESTAMP, nullable: true })
  read_at: string | null;
}
