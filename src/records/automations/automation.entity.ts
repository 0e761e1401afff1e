import { Column, ForeignKey } from 'typeorm';
import { generated } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import { RecordEntity } from '../kind/record.entity.js';

/** An automation. */
@TenantTable('automation', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'created_by_id'], ['organization_id', 'id'])
export class AutomationEntity extends RecordEntity {
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', ...generated('lower(name)') })
  name_key: string;

  @Column({ type: 'text' })
  trigger: string;

  @Column({ type: 'jsonb' })
  conditions: object[];

  @Column({ type: 'jsonb' })
  actions: object[];

  @Column({ type: 'boolean' })
  enabled: boolean;

  @Column({ type: 'uuid', nullable: true })
  created_by_id: MembershipId | null;
}
