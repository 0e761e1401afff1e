import { Column, ForeignKey } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import { OwnedRecordEntity } from '../kind/record.entity.js';
import type { CampaignStatus } from './campaign.dto.js';

/** A campaign. */
@TenantTable('campaign', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'owner_id'], ['organization_id', 'id'])
@ForeignKey('membership', ['organization_id', 'previous_owner_id'], ['organization_id', 'id'])
export class CampaignEntity extends OwnedRecordEntity {
  @Column({ type: 'text' })
  status: CampaignStatus;

  /** The local time in the organization's timezone. */
  @Column({ type: 'text', nullable: true })
  scheduled_for: string | null;

  /** The same as an instant. */
  @Column({ ...TIMESTAMP, nullable: true })
  scheduled_at: string | null;

  /** When the job makes it active; null: it does not, or has already. */
  @Column({ ...TIMESTAMP, nullable: true })
  activates_at: string | null;
}
