import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId, OrganizationId } from '../../platform/ids/ids.js';

/** A person who has unsubscribed from a recurring email of the organization; others still get it. */
@TenantTable('email_opt_out', { rights: ['select', 'insert', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'membership_id'], ['organization_id', 'id'])
export class EmailOptOutEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  membership_id: MembershipId;

  @PrimaryColumn({ type: 'text' })
  kind: 'monthly-report';

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;
}
