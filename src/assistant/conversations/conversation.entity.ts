import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { ConversationId, MembershipId, OrganizationId } from '../../platform/ids/ids.js';

/** A member's conversation with the assistant. */
@TenantTable('conversation', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'owner_id'], ['organization_id', 'id'])
export class ConversationEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: ConversationId;

  @Column({ type: 'uuid' })
  owner_id: MembershipId;

  @Column({ type: 'text', nullable: true })
  title: string | null;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  /** When its owner was removed. */
  @Column({ ...TIMESTAMP, nullable: true })
  archived_at: string | null;
}
