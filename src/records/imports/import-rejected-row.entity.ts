import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';

/** The values of a rejected row, kept for thirty days. */
@TenantTable('import_rejected_row', { rights: ['select', 'insert', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('import', ['organization_id', 'import_id'], ['organization_id', 'id'], { onDelete: 'CASCADE' })
export class ImportRejectedRowEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  import_id: ImportId;

  @PrimaryColumn({ type: 'int' })
  line: number;

  /** A JSON list of texts. Not `jsonb`, which cannot store every character of a file. */
  @Column({ type: 'text' })
  cells: string;
}
