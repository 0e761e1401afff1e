import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { InvitationId, OrganizationId } from '../../platform/ids/ids.js';

/** One send of an invitation. */
@TenantTable('invitation_mail', { rights: ['select', 'insert', 'update'] })
@ForeignKey('invitation', ['organization_id', 'invitation_id'], ['organization_id', 'id'])
export class InvitationMailEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  invitation_id: InvitationId;

  @Column({ type: 'text' })
  status: 'queued' | 'sent' | 'failed' | 'superseded';

  /** The token, encrypted, until the email is sent. */
  @Column({ type: 'bytea', nullable: true })
  sealed_token: Buffer | null;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  ended_at: string | null;
}
