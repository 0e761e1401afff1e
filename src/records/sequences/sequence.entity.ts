import { Column, ForeignKey } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import { OwnedRecordEntity } from '../kind/record.entity.js';

/** A sequence. */
@TenantTable('sequence', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'owner_id'], ['organization_id', 'id'])
@ForeignKey('membership', ['organization_id', 'previous_owner_id'], ['organization_id', 'id'])
@ForeignKey('campaign', ['organization_id', 'campaign_id'], ['organization_id', 'id'])
export class SequenceEntity extends OwnedRecordEntity {
  @Column({ type: 'uuid', nullable: true })
  campaign_id: string | null;

  @Column({ type: 'jsonb' })
  steps: object[];
}
