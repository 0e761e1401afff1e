import { Injectable } from '@nestjs/common';
import { Repeatable, type JobResult } from '../../platform/jobs/index.js';
import { GlobalDatabase, type GlobalTransaction } from '../../platform/database/global-database.js';

export type WebhookSource = 'clerk' | 'stripe';

/** Providers repeat unanswered events for days, so an event's ID is stored for a month. */
const RETENTION_DAYS = 30;
const DELETE_INTERVAL_MS = 3_600_000;
const DELETE_BATCH = 1_000;

/** The events of each provider that were already received. */
@Injectable()
export class WebhookEvents {
  constructor(private readonly globalDatabase: GlobalDatabase) {}

  /**
   * Records the event in the transaction of its effect, so that it is recorded exactly if it took effect; false if it was
   * recorded before. Two deliveries at once run one after another.
   */
  async recordIfNew(tx: GlobalTransaction, source: WebhookSource, eventId: string): Promise<boolean> {
    const inserted = await tx.query<object>(
      'insert into webhook_event (source, event_id) values ($1, $2) on conflict do nothing returning 1',
      [source, eventId],
    );
    return inserted.length > 0;
  }

  @Repeatable('trim-webhook-events', { every: DELETE_INTERVAL_MS })
  async deleteOldEvents(): Promise<JobResult> {
    let deleted: number;
    do {
      const [{ count } = { count: 0 }] = await this.globalDatabase.query<{ count: number }>(
        `with old as (
           select source, event_id from webhook_event
           where received_at < now() - interval '${RETENTION_DAYS} days' limit ${DELETE_BATCH}),
         deleted as (delete from webhook_event w using old
                  where w.source = old.source and w.event_id = old.event_id returning 1)
         select count(*) as count from deleted`,
      );
      deleted = count;
    } while (deleted === DELETE_BATCH);
    return 'done';
  }
}
