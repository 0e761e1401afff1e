import { Column, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Actor } from '../../audit/audit-log.js';
import { TIMESTAMP, generated } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import type { LedgerEntryKind } from './credits.policy.js';

/** An entry of the append-only credit ledger. Each refers to the one before and to its balance. */
@TenantTable('credit_entry', { rights: ['select', 'insert'] })
@ForeignKey(
  'credit_entry',
  ['organization_id', 'number_before', 'monthly_before', 'top_up_before'],
  ['organization_id', 'number', 'monthly_after', 'top_up_after'],
)
@ForeignKey('credit_account', ['organization_id'], ['organization_id'])
@ForeignKey('credit_entry', ['organization_id', 'refund_of'], ['organization_id', 'number'])
@Unique(['organization_id', 'number', 'monthly_after', 'top_up_after'])
@Index('credit_entry_by_key', ['organization_id', 'kind', 'key'], { unique: true, where: `(key IS NOT NULL)` })
@Index('credit_entry_refunded', ['organization_id', 'refund_of'], { unique: true, where: `(refund_of IS NOT NULL)` })
export class CreditEntryEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  /** 1, 2, 3 … without a gap: of two writers that read the same last number, one fails. */
  @PrimaryColumn({ type: 'bigint' })
  number: number;

  @Column({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  kind: LedgerEntryKind;

  /** The change of the monthly credits. */
  @Column({ type: 'bigint' })
  monthly: number;

  /** The change of the credits that were bought. */
  @Column({ type: 'bigint' })
  top_up: number;

  @Column({ type: 'bigint', ...generated('(monthly + top_up)') })
  credits: number;

  @Column({ type: 'bigint' })
  monthly_after: number;

  @Column({ type: 'bigint' })
  top_up_after: number;

  @Column({ type: 'bigint', ...generated('(monthly_after + top_up_after)') })
  balance_after: number;

  @Column({ type: 'bigint', ...generated('(monthly_after - monthly)') })
  monthly_before: number;

  @Column({ type: 'bigint', ...generated('(top_up_after - top_up)') })
  top_up_before: number;

  @Column({ type: 'bigint', nullable: true, ...generated('NULLIF((number - 1), 0)') })
  number_before: number | null;

  /** What a feature used, also while credits are unlimited and nothing is taken. */
  @Column({ type: 'bigint', default: 0 })
  usage: number;

  @Column({ type: 'text', nullable: true })
  feature: string | null;

  @Column({ type: 'text' })
  actor_kind: Actor['kind'];

  @Column({ type: 'uuid', nullable: true })
  actor_id: string | null;

  /** As it was at that time. */
  @Column({ type: 'text' })
  actor_name: string;

  /** Makes a debit or a top-up idempotent. */
  @Column({ type: 'text', nullable: true })
  key: string | null;

  /** The number of the debit. */
  @Column({ type: 'bigint', nullable: true })
  refund_of: number | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column(TIMESTAMP)
  period_started_at: string;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;
}
