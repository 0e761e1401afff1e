import { Column, PrimaryColumn, Unique } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { DirectoryTable } from '../../platform/database/table.js';
import type { OrganizationId } from '../../platform/ids/ids.js';

/** The organization of a customer of Stripe, for Stripe's events. */
@DirectoryTable('stripe_customer', { rights: ['select', 'insert', 'update', 'delete'] })
@Unique(['organization_id'])
export class StripeCustomerEntity {
  @PrimaryColumn({ type: 'text' })
  customer_id: string;

  @Column({ type: 'uuid' })
  organization_id: OrganizationId;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;
}
