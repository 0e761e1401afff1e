import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TenantTable } from '../../platform/database/table.js';
import type { OrganizationId } from '../../platform/ids/ids.js';

/** The target of a single month or fiscal quarter, which applies instead of the default one. */
@TenantTable('revenue_target', { rights: ['select', 'insert', 'update', 'delete'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class RevenueTargetEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  /** `2026-11` or `FY2026-Q1` */
  @PrimaryColumn({ type: 'text' })
  period: string;

  /** In minor units. */
  @Column({ type: 'bigint' })
  amount: number;

  @Column({ type: 'char', length: 3 })
  currency: string;
}
