import { Column, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../database/columns.js';
import { DirectoryTable } from '../database/table.js';
import type { OrganizationId } from '../ids/ids.js';

/** A job that is due: written in the transaction that makes it due, published after the commit. */
@DirectoryTable('outbox', { rights: ['select', 'insert', 'update', 'delete'] })
export class OutboxEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Null: the job is not about one organization. */
  @Column({ type: 'uuid', nullable: true })
  organization_id: OrganizationId | null;

  @Column({ type: 'text' })
  queue: string;

  @Column({ type: 'text' })
  name: string;

  /** Ids and plain facts, never a token, an address or a text of a user. */
  @Column({ type: 'jsonb' })
  payload: Readonly<Record<string, unknown>>;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  created_at: string;

  /** When it is published, or published again if it did not run. */
  @Column(TIMESTAMP)
  due_at: string;

  @Column({ ...TIMESTAMP, nullable: true })
  dispatched_at: string | null;

  @Column({ ...TIMESTAMP, nullable: true })
  finished_at: string | null;

  @Column({ type: 'int', default: 0 })
  attempts: number;

  /** A code, never a message: messages may contain addresses. */
  @Column({ type: 'text', nullable: true })
  last_error: string | null;

  /** The worker that holds the lease. */
  @Column({ type: 'uuid', nullable: true })
  locked_by: string | null;

  /** When the lease expires unless it is renewed. */
  @Column({ ...TIMESTAMP, nullable: true })
  locked_until: string | null;

  /** The first failure since its last success. */
  @Column({ ...TIMESTAMP, nullable: true })
  failing_since: string | null;
}
