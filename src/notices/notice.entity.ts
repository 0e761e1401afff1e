import { Column, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { TIMESTAMP } from '../platform/database/columns.js';
import { TenantTable } from '../platform/database/table.js';
import type { MembershipId, OrganizationId } from '../platform/ids/ids.js';
import type { Notice, NoticeKind } from './notice.js';

/** An email to the owner or to one member, until it is sent and afterwards. */
@TenantTable('notice', { rights: ['select', 'insert', 'update'] })
@ForeignKey('organization', ['organization_id'], ['organization_id'])
@ForeignKey('membership', ['organization_id', 'recipient_id'], ['organization_id', 'id'])
@Unique(['organization_id', 'kind', 'occasion'])
export class NoticeEntity {
  @PrimaryColumn({ type: 'uuid' })
  organization_id: OrganizationId;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  kind: NoticeKind;

  /** What it is about, such as the period: of one kind, each is sent once. */
  @Column({ type: 'text' })
  occasion: string;

  /** Figures and times only; names and addresses are read when the email is written. */
  @Column({ type: 'jsonb' })
  facts: Notice['facts'];

  @Column({ type: 'text' })
  status: 'queued' | 'sent' | 'failed' | 'superseded';

  @Column({ ...TIMESTAMP, default: () => 'clock_timestamp()' })
  created_at: string;

  /** After this it is out of date and not sent. */
  @Column(TIMESTAMP)
  stale_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  ended_at: string | null;

  /** Null: the owner at the time of sending. */
  @Column({ type: 'uuid', nullable: true })
  recipient_id: MembershipId | null;
}
