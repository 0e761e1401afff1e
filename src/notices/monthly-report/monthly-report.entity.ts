import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { OrganizationId } from '../../platform/ids/ids.js';

/** An organization's report of a month. */
@TenantTable('monthly_report', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class MonthlyReportEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  /** `2026-10` */
  @PrimaryColumn({ type: 'text' })
  month: string;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  /** When it was printed and its emails were enqueued, or when no one wanted it. */
  @Column({ ...TIMESTAMP, nullable: true })
  ended_at: string | null;

  /** As long as an email with it is pending. */
  @Column({ type: 'bytea', nullable: true })
  pdf: Buffer | null;
}
