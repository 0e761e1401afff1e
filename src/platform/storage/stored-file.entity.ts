import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../database/columns.js';
import { TenantTable } from '../database/table.js';
import type { OrganizationId } from '../ids/ids.js';

/** A file of an organization in the file store, registered before it is stored, so that the purge finds it. */
@TenantTable('stored_file', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class StoredFileEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'text' })
  key: string;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  /** When the purge deleted the file. */
  @Column({ ...TIMESTAMP, nullable: true })
  removed_at: string | null;
}
