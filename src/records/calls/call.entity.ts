import { Column, ForeignKey } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import { RecordEntity } from '../kind/record.entity.js';
import type { Direction } from './call.dto.js';

/** A call. */
@TenantTable('call', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'made_by_id'], ['organization_id', 'id'])
@ForeignKey('lead', ['organization_id', 'lead_id'], ['organization_id', 'id'])
export class CallEntity extends RecordEntity {
  @Column({ type: 'text' })
  direction: Direction;

  @Column({ type: 'uuid', nullable: true })
  lead_id: string | null;

  @Column(TIMESTAMP)
  started_at: string;

  @Column({ type: 'int', nullable: true })
  duration_seconds: number | null;

  @Column({ type: 'text', nullable: true })
  outcome: string | null;

  @Column({ type: 'uuid', nullable: true })
  made_by_id: MembershipId | null;
}
