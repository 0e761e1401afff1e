import { Column, PrimaryColumn } from 'typeorm';
import { TIMESTAMP } from '../../platform/database/columns.js';
import { DirectoryTable } from '../../platform/database/table.js';

/** An event of a provider that was received, so that it is applied once. */
@DirectoryTable('webhook_event', { rights: ['select', 'insert', 'delete'] })
export class WebhookEventEntity {
  @PrimaryColumn({ type: 'text' })
  source: string;

  @PrimaryColumn({ type: 'text' })
  event_id: string;

  @Column({ ...TIMESTAMP, default: () => 'now()' })
  received_at: string;
}
