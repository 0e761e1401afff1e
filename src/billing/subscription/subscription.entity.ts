import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { Plan } from '../../access/plan.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import type { SubscriptionState } from './subscription-state.policy.js';

/** An organization's plan. Its lock makes changes of seats and credits wait for one another. */
@TenantTable('subscription', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
export class SubscriptionEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @Column({ type: 'text' })
  plan: Plan;

  @Column({ type: 'text' })
  status: SubscriptionState['status'];

  @Column({ ...TIMESTAMP, nullable: true })
  renews_at: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  grace_ends_at: string | null;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  updated_at: string;

  /** The plan after the one that a superadmin set for a time. */
  @Column({ type: 'text', nullable: true })
  returns_to: Plan | null;

  @Column({ ...TIMESTAMP, nullable: true })
  returns_at: string | null;

  /** The plan that the provider gives, whatever is set on top of it. */
  @Column({ type: 'text', default: 'free' })
  paid_plan: Plan;

  /** When that plan ends by itself. */
  @Column({ ...TIMESTAMP, nullable: true })
  paid_until: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  cancels_at: string | null;

  @Column({ type: 'text', nullable: true })
  provider_subscription_id: string | null;

  @Column({ type: 'text', nullable: true })
  checkout_session_id: string | null;

  /** The number of readings of the provider that were applied. */
  @Column({ type: 'int', default: 0 })
  readings: number;

  /** When the last of them began: microseconds by the database's clock. */
  @Column({ type: 'bigint', default: 0 })
  read_at: number;

  /** While a request changes the plan at the provider, no other reading is applied. */
  @Column({ ...TIMESTAMP, nullable: true })
  plan_changing_until: string | null;

  /** Subscriptions that began before it are ignored: the organization was deleted then. */
  @Column({ ...TIMESTAMP, nullable: true })
  paid_before: string | null;

  /** The plan that was ordered and is not in effect yet. */
  @Column({ type: 'text', nullable: true })
  planned_plan: Plan | null;

  /** When it takes effect; null: when it is paid. */
  @Column({ ...TIMESTAMP, nullable: true })
  planned_at: string | null;
}
