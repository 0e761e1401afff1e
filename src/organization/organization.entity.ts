import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP, generated } from '../platform/database/columns.js';
import { TenantTable } from '../platform/database/table.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';

/** An organization with its settings. */
@TenantTable('organization', { rights: ['select', 'insert', 'update'], root: true })
@ForeignKey(
  'membership',
  ['organization_id', 'owner_membership_id', 'owner_mark'],
  ['organization_id', 'id', 'owner_mark'],
  { deferrable: 'INITIALLY DEFERRED' },
)
export class OrganizationEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  slug: string;

  @Column({ type: 'char', length: 3 })
  currency: string;

  @Column({ type: 'text' })
  timezone: string;

  @Column({ type: 'smallint' })
  fiscal_year_start_month: number;

  /** In minor units of its currency. */
  @Column({ type: 'bigint', nullable: true })
  monthly_target: number | null;

  /** In minor units of its currency. */
  @Column({ type: 'bigint', nullable: true })
  quarterly_target: number | null;

  @Column({ type: 'boolean', default: true })
  monthly_report: boolean;

  @Column({ type: 'uuid', nullable: true })
  logo_id: string | null;

  /** Grows with every change of the settings; the ETag. */
  @Column({ type: 'int', default: 1 })
  version: number;

  /** Null only for a deleted organization whose owner has no account any more. */
  @Column({ type: 'uuid', nullable: true })
  owner_membership_id: MembershipId | null;

  /** One side of the foreign key that holds an organization to exactly one owner. */
  @Column({ type: 'text', nullable: true, ...generated(`'owner'::text`) })
  owner_mark: 'owner' | null;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  deleted_at: string | null;

  @Column({ type: 'char', length: 3, nullable: true })
  monthly_target_currency: string | null;

  @Column({ type: 'char', length: 3, nullable: true })
  quarterly_target_currency: string | null;
}
