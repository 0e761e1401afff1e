import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AssignableRole } from '../access/permissions.policy.js';
import { TIMESTAMP } from '../platform/database/columns.js';
import { TenantTable } from '../platform/database/table.js';
import type { InvitationId, MembershipId, OrganizationId } from '../platform/ids/ids.js';
import type { StoredStatus } from './invitation.policy.js';

/** An invitation of an address. */
@TenantTable('invitation', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'accepted_by'], ['organization_id', 'id'])
@ForeignKey('membership', ['organization_id', 'invited_by'], ['organization_id', 'id'])
@ForeignKey('api_key', ['organization_id', 'invited_by_key'], ['organization_id', 'id'])
@Index('invitation_by_token', ['organization_id', 'token_hash'], { unique: true })
@Index('invitation_one_pending', ['organization_id', 'email'], { unique: true, where: `(status = 'pending'::text)` })
export class InvitationEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: InvitationId;

  /** In lower case, with the domain as A-label. */
  @Column({ type: 'text' })
  email: string;

  @Column({ type: 'text' })
  role: AssignableRole;

  /** A pending one has expired once `expires_at` is past. */
  @Column({ type: 'text' })
  status: StoredStatus;

  /** SHA-256 of the token in the link. */
  @Column({ type: 'bytea' })
  token_hash: Buffer;

  /** Null: an API key invited. */
  @Column({ type: 'uuid', nullable: true })
  invited_by: MembershipId | null;

  @Column({ type: 'uuid', nullable: true })
  accepted_by: MembershipId | null;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;

  @Column(TIMESTAMP)
  last_sent_at: string;

  @Column(TIMESTAMP)
  expires_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  ended_at: string | null;

  @Column({ type: 'uuid', nullable: true })
  invited_by_key: string | null;

  /** The inviter's own words, for the email; kept when it is sent again. Null: none. */
  @Column({ type: 'text', nullable: true })
  message: string | null;
}
