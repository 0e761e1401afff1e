import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TenantTable } from '../../../platform/database/table.js';
import type { ImportId, OrganizationId } from '../../../platform/ids/ids.js';

/** A piece of an uploaded file, until its import has ended. */
@TenantTable('import_chunk', { rights: ['select', 'insert', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class ImportChunkEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  import_id: ImportId;

  @PrimaryColumn({ type: 'int' })
  number: number;

  @Column({ type: 'bytea' })
  bytes: Buffer;
}
