import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';

/** Why a row of an import was rejected. */
@TenantTable('import_rejection', { rights: ['select', 'insert'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('import', ['organization_id', 'import_id'], ['organization_id', 'id'], { onDelete: 'CASCADE' })
export class ImportRejectionEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  import_id: ImportId;

  @PrimaryColumn({ type: 'int' })
  line: number;

  @Column({ type: 'text' })
  detail: string;
}
