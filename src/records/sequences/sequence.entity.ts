import { Column } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import { OwnedRecordEntity } from '../kind/record.entity.js';

/** A sequence. */
@TenantTable('sequence', { rights: ['select', 'insert', 'update', 'delete'] })
export class SequenceEntity extends OwnedRecordEntity {
  @Column({ type: 'uuid', nullable: true })
  campaign_id: string | null;

  @Column({ type: 'jsonb' })
  steps: object[];
}
