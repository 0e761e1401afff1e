import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import type { OrganizationId } from '../ids/ids.js';
import { TIMESTAMP } from './columns.js';
import { TenantTable } from './table.js';

/** The stored answer of a call with an `Idempotency-Key`. */
@TenantTable('idempotency_record', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class IdempotencyRecordEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  caller_id: string;

  @PrimaryColumn({ type: 'bytea' })
  key_hash: Buffer;

  @Column({ type: 'bytea' })
  request_hash: Buffer;

  @Column({ type: 'smallint' })
  status: number;

  /** JSON as it was sent. */
  @Column({ type: 'text' })
  body: string;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;
}
