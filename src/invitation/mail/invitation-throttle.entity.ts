import { Column, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { DirectoryTable } from '../../platform/database/table.js';

/** Counts the emails of the last day by hashes: to an address from all organizations, of an organization and of a sender. */
@DirectoryTable('invitation_throttle', { rights: ['select', 'insert', 'delete'] })
export class InvitationThrottleEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'bytea' })
  address_hash: Buffer;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  sent_at: string;

  @Column({ type: 'bytea', nullable: true })
  organization_hash: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  sender_hash: Buffer | null;
}
