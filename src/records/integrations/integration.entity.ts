import { Column, ForeignKey } from 'typeorm';
import { generated } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { MembershipId } from '../../platform/ids/ids.js';
import { RecordEntity } from '../kind/record.entity.js';

/** An integration with another program. */
@TenantTable('integration', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'created_by_id'], ['organization_id', 'id'])
export class IntegrationEntity extends RecordEntity {
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', ...generated('lower(name)') })
  name_key: string;

  @Column({ type: 'text' })
  provider: string;

  @Column({ type: 'text', array: true })
  setting_names: string[];

  /** The values of the settings, encrypted: they may be secrets. */
  @Column({ type: 'bytea' })
  sealed_settings: Buffer;

  @Column({ type: 'uuid', nullable: true })
  created_by_id: MembershipId | null;
}
