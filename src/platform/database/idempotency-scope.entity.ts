import { Column, PrimaryColumn } from 'typeorm';
import type { OrganizationId } from '../ids/ids.js';
import { TIMESTAMP } from './columns.js';
import { DirectoryTable } from './table.js';

/** The organization that a call without one in its path created: its record is found there. */
@DirectoryTable('idempotency_scope', { rights: ['select', 'insert', 'update', 'delete'] })
export class IdempotencyScopeEntity {
  @PrimaryColumn({ type: 'uuid' })
  caller_id: string;

  @PrimaryColumn({ type: 'bytea' })
  key_hash: Buffer;

  @Column({ type: 'uuid' })
  organization_id: OrganizationId;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;
}
