import { Column, ForeignKey } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import { OwnedRecordEntity } from '../kind/record.entity.js';
import type { DealStage } from './deal.policy.js';

/** A deal. */
@TenantTable('deal', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'owner_id'], ['organization_id', 'id'])
@ForeignKey('membership', ['organization_id', 'previous_owner_id'], ['organization_id', 'id'])
@ForeignKey('lead', ['organization_id', 'lead_id'], ['organization_id', 'id'])
export class DealEntity extends OwnedRecordEntity {
  /** In minor units. */
  @Column({ type: 'bigint' })
  amount: number;

  @Column({ type: 'char', length: 3 })
  currency: string;

  @Column({ type: 'text' })
  stage: DealStage;

  /** When it was won or lost. */
  @Column({ ...TIMESTAMP, nullable: true })
  closed_at: string | null;

  @Column({ type: 'uuid', nullable: true })
  lead_id: string | null;
}
