import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { OrganizationId } from '../../platform/ids/ids.js';

/** A seat in use: of an active member, or held for a pending invitation. */
@TenantTable('seat', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class SeatEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  /** The id of the membership or of the invitation. */
  @PrimaryColumn({ type: 'uuid' })
  holder_id: string;

  @Column({ type: 'text' })
  kind: 'member' | 'invitation';

  /** When the invitation expires. */
  @Column({ ...TIMESTAMP, nullable: true })
  held_until: string | null;
}
