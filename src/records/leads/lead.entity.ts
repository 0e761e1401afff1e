import { Column, ForeignKey } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import { OwnedRecordEntity } from '../kind/record.entity.js';
import type { LeadStatus } from './lead.dto.js';

/** A lead. */
@TenantTable('lead', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'owner_id'], ['organization_id', 'id'])
@ForeignKey('membership', ['organization_id', 'previous_owner_id'], ['organization_id', 'id'])
export class LeadEntity extends OwnedRecordEntity {
  @Column({ type: 'text', nullable: true })
  email: string | null;

  @Column({ type: 'text', nullable: true })
  phone: string | null;

  @Column({ type: 'text', nullable: true })
  company: string | null;

  @Column({ type: 'text' })
  status: LeadStatus;
}
