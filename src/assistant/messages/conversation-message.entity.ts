import { Column, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { TenantTable } from '../../platform/database/table.js';
import type { ConversationId, MembershipId, MessageId, OrganizationId } from '../../platform/ids/ids.js';
import type { TierName } from '../answer/tiers.js';

/** A question or an answer. Both are written together, with consecutive numbers, before the model is called. */
@TenantTable('conversation_message', { rights: ['select', 'insert', 'update'] })
@ForeignKey('conversation', ['organization_id', 'conversation_id'], ['organization_id', 'id'])
@Unique(['organization_id', 'conversation_id', 'number'])
export class ConversationMessageEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: MessageId;

  @Column({ type: 'uuid' })
  conversation_id: ConversationId;

  @Column({ type: 'int' })
  number: number;

  @Column({ type: 'text' })
  role: 'user' | 'assistant';

  @Column({ type: 'text' })
  content: string;

  @Column({ type: 'text' })
  tier: TierName;

  @Column({ type: 'int' })
  credits: number;

  @Column({ type: 'text' })
  status: 'pending' | 'completed' | 'stopped' | 'failed';

  /** The process that waits for the model renews it; once it is past, the credits are refunded. */
  @Column({ ...TIMESTAMP, nullable: true })
  lease_until: string | null;

  @Column({ type: 'bytea', nullable: true })
  idempotency_key: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  request_hash: Buffer | null;

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  finished_at: string | null;

  /** The member who got the credits back. */
  @Column({ type: 'uuid', nullable: true })
  unheard_by: MembershipId | null;
}
