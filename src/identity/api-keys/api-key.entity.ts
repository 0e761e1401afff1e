import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId, OrganizationId } from '../../platform/ids/ids.js';
import type { AssignableRole } from '../../access/permissions.policy.js';

/** An API key, which acts for an organization without a person. */
@TenantTable('api_key', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'created_by'], ['organization_id', 'id'])
@Index('api_key_by_hash', ['organization_id', 'key_hash'], { unique: true })
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  role: AssignableRole;

  /** SHA-256; the key itself is not stored. */
  @Column({ type: 'bytea' })
  key_hash: Buffer;

  /** The last characters of the key, to tell keys apart; null for keys that were created before these were stored. */
  @Column({ type: 'text', nullable: true })
  key_end: string | null;

  @Column({ type: 'uuid' })
  created_by: MembershipId;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  expires_at: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  last_used_at: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  revoked_at: string | null;
}
