import { Column, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { TIMESTAMP, generated } from '../platform/database/columns.js';
import { TenantTable } from '../platform/database/table.js';
import type { Role } from '../access/permissions.policy.js';
import type { MembershipId, OrganizationId, UserId } from '../platform/ids/ids.js';

/** A person's membership in an organization, also after its removal. */
@TenantTable('membership', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('user_account', ['user_id'], ['user_id'])
@ForeignKey('user_account', ['user_id', 'account_name'], ['user_id', 'name'], { onUpdate: 'CASCADE' })
@Unique(['organization_id', 'id', 'owner_mark'])
@Index('membership_one_owner', ['organization_id'], {
  unique: true,
  where: `((role = 'owner'::text) AND (status = 'active'::text))`,
})
@Index('membership_one_active', ['organization_id', 'user_id'], { unique: true, where: `(status = 'active'::text)` })
export class MembershipEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: MembershipId;

  @Column({ type: 'uuid' })
  user_id: UserId;

  /**
   * The name of the account, by which members are sorted; its foreign key copies each change. Null for a membership that a
   * process of an older version has added, until its next activity: then the name is looked up.
   */
  @Column({ type: 'text', nullable: true })
  account_name: string | null;

  @Column({ type: 'text' })
  role: Role;

  @Column({ type: 'text' })
  status: 'active' | 'removed';

  /** The target of the foreign key that holds an organization to exactly one owner. */
  @Column({
    type: 'text',
    nullable: true,
    ...generated(
      `CASE WHEN ((role = 'owner'::text) AND (status = 'active'::text)) THEN 'owner'::text ELSE NULL::text END`,
    ),
  })
  owner_mark: 'owner' | null;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  joined_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  last_active_at: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  removed_at: string | null;
}
