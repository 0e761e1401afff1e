import { Column, Index, PrimaryColumn, Unique } from 'typeorm';
import { TIMESTAMP } from '../platform/database/columns.js';
import { ReferenceTable } from '../platform/database/table.js';
import type { OrganizationId, UserId } from '../platform/ids/ids.js';

/** An account. It belongs to no organization: one shows it only by its memberships. */
@ReferenceTable('user_account', { rights: ['select', 'insert', 'update', 'delete'] })
@Unique(['clerk_id'])
@Index('user_account_name', ['user_id', 'name'], { unique: true })
export class UserAccountEntity {
  @PrimaryColumn({ type: 'uuid' })
  user_id: UserId;

  @Column({ type: 'text' })
  name: string;

  /** The organization that the console opens. */
  @Column({ type: 'uuid', nullable: true })
  active_organization_id: OrganizationId | null;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  deleted_at: string | null;

  @Column({ type: 'text', nullable: true })
  clerk_id: string | null;

  /** By the clock of Clerk, in milliseconds; older events are outdated. 0: Clerk has not sent any. */
  @Column({ type: 'bigint', default: 0 })
  clerk_updated_at: number;

  /** The name before the account was deleted, until no membership needs it. */
  @Column({ type: 'text', nullable: true })
  departed_name: string | null;
}
