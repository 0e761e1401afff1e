import { Column, PrimaryColumn } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';

/** Why a row of an import was rejected. */
@TenantTable('import_rejection', { rights: ['select', 'insert'] })
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
