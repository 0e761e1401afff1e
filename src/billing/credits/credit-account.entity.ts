import { Column, ForeignKey, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { OrganizationId } from '../../platform/ids/ids.js';
import type { CreditAccount } from './credits.policy.js';

/** The current credit period of an organization. The balance is in the last entry of its ledger. */
@TenantTable('credit_account', { rights: ['select', 'insert', 'update'] })
@ForeignKey('subscription', ['organization_id'], ['organization_id'])
export class CreditAccountEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @Column(TIMESTAMP)
  period_started_at: string;

  @Column(TIMESTAMP)
  period_ends_at: string;

  @Column({ type: 'boolean', default: false })
  unlimited: boolean;

  /** What ends the period: the calendar, or a paid subscription; after its end the last period still runs. */
  @Column({ type: 'text', default: 'calendar' })
  period_by: CreditAccount['periodBy'];
}
