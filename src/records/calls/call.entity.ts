import { Column } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import { RecordEntity } from '../kind/record.entity.js';
import type { Direction } from './call.dto.js';

/** A call. */
@TenantTable('call', { rights: ['select', 'insert', 'update', 'delete'] })
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
