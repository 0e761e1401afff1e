import { Column, Index, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { DirectoryTable } from '../../platform/database/table.js';
import type { OrganizationId } from '../../platform/ids/ids.js';

/** The purge of an organization, after which its own audit log does not exist. Written only by `purge_organization`. */
@DirectoryTable('platform_audit_event', { rights: ['select'] })
@Index('platform_audit_event_once', ['action', 'target_id'], { unique: true })
export class PlatformAuditEventEntity {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id: string;

  @Column({ type: 'text' })
  action: string;

  @Column({ type: 'uuid' })
  target_id: OrganizationId;

  /** The number of deleted rows by table. */
  @Column({ type: 'jsonb', default: {} })
  counts: Readonly<Record<string, number>>;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  started_at: string;

  /** Null: it is in progress. */
  @Column({ ...TIMESTAMP, nullable: true })
  finished_at: string | null;
}
