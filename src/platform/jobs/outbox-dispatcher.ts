import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '../database/tenant-transaction.js';
import { QueuePublisher } from './queue-publisher.js';
import { OutageLog } from './outage-log.js';
import { Outbox, type OutboxMessage } from './outbox.js';
import { OutboxRows, type ClaimedRow } from './outbox-rows.js';

const BATCH = 100;
const MAX_PENDING = 1_000;
/** Between two batches, so that under load one statement claims several rows. A row that comes alone is handed over at once. */
const PAUSE_MS = 10;

/**
 * Hands committed rows over to the queue. It is only the fast path: rows that are not handed over here, because Redis does not
 * answer or the process ends, are found by the sweeper.
 */
@Injectable()
export class OutboxDispatcher {
  private readonly pending = new Set<string>();
  private flushing: Promise<void> | null = null;
  private closed = false;
  private readonly log = new OutageLog('The database (outbox dispatcher)');

  constructor(
    private readonly outbox: Outbox,
    private readonly rows: OutboxRows,
    private readonly publisher: QueuePublisher,
  ) {}

  /** Enqueues work in an organization's transaction, and hands it over as soon as that is committed. */
  enqueue(tx: TenantTransaction, message: Omit<OutboxMessage, 'organizationId'>): void {
    const id = this.outbox.enqueue(tx, message);
    tx.afterCommit(() => {
      this.dispatch([id]);
    });
  }

  /** Hands the rows over, after the commit that wrote them. Returns at once and never throws. */
  dispatch(rowIds: readonly string[]): void {
    if (this.closed || !this.publisher.isAvailable()) return;
    for (const id of rowIds) {
      if (this.pending.size < MAX_PENDING) this.pending.add(id);
    }
    if (this.pending.size === 0 || this.flushing !== null) return;
    this.flushing = this.flush().finally(() => {
      this.flushing = null;
    });
  }

  /** Hands claimed rows over to Redis; those that it refused are claimed again soon. */
  async publish(rows: readonly ClaimedRow[]): Promise<void> {
    const refused = await this.publisher.publish(rows);
    if (refused.length > 0) await this.rows.releaseRefused(refused);
  }

  /** Accepts nothing more and waits for running hand-overs, which have their own time limits. */
  async close(): Promise<void> {
    this.closed = true;
    this.pending.clear();
    await this.flushing;
  }

  private async flush(): Promise<void> {
    while (this.pending.size > 0) {
      const ids = [...this.pending].slice(0, BATCH);
      for (const id of ids) this.pending.delete(id);
      if (!this.publisher.isAvailable()) {
        this.pending.clear();
        return;
      }
      try {
        await this.publish(await this.rows.claimNew(ids));
        this.log.recovered();
      } catch (error) {
        this.log.failed(error);
      }
      if (ids.length < BATCH) await setTimeout(PAUSE_MS);
    }
  }
}
