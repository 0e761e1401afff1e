import { Column, PrimaryColumn } from 'typeorm';
import { DirectoryTable } from '../platform/database/table.js';
import type { OrganizationId } from '../platform/ids/ids.js';

/** A slug in use, also an earlier one: unique among all organizations. */
@DirectoryTable('organization_slug', { rights: ['select', 'insert', 'update', 'delete'] })
export class OrganizationSlugEntity {
  @PrimaryColumn({ type: 'text' })
  slug: string;

  @Column({ type: 'uuid' })
  organization_id: OrganizationId;
}
