import { Column, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../database/columns.js';
import { DirectoryTable } from '../database/table.js';
import type { OrganizationId } from '../ids/ids.js';

/** When a kind of scheduled work runs next for an organization. */
@DirectoryTable('due_work', { rights: ['select', 'insert', 'update', 'delete'] })
export class DueWorkEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'text' })
  kind: string;

  @Column(TIMESTAMP)
  due_at: string;
}
