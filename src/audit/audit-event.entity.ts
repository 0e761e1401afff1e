import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../platform/database/columns.js';
import { TenantTable } from '../platform/database/table.js';
import type { OrganizationId } from '../platform/ids/ids.js';
import type { AuditAction } from './audit-actions.js';
import type { Actor } from './audit-log.js';

/** An event of the append-only audit log. */
@TenantTable('audit_event', { rights: ['select', 'insert'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class AuditEventEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  action: AuditAction;

  @Column({ type: 'text' })
  actor_kind: Actor['kind'];

  @Column({ type: 'uuid', nullable: true })
  actor_id: string | null;

  /** As it was at that time. */
  @Column({ type: 'text' })
  actor_name: string;

  @Column({ type: 'text' })
  target_kind: string;

  @Column({ type: 'text', nullable: true })
  target_id: string | null;

  @Column({ type: 'text', nullable: true })
  target_name: string | null;

  /** The value of each field before and after the change. */
  @Column({ type: 'jsonb' })
  changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  at: string;

  @Column({ type: 'text', nullable: true })
  ip: string | null;

  @Column({ type: 'text', nullable: true })
  request_id: string | null;
}
