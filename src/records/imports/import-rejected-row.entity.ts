import { Column, PrimaryColumn } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';

/** The values of a rejected row, kept for thirty days. */
@TenantTable('import_rejected_row', { rights: ['select', 'insert', 'delete'] })
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
