import { Injectable } from '@nestjs/common';
import { withJitter } from './backoff.js';
import { QueuePublisher } from './queue-publisher.js';
import { OutageLog } from './outage-log.js';
import { OutboxRows } from './outbox-rows.js';
import { QueueConnections } from './queue-connections.js';
import { countGivenUp } from './job-metrics.js';
import { JobQueues } from './job-queues.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';
import { logger } from '../logging/logger.js';

const INTERVAL_MS = 5_000;
const BATCH = 100;
const TRIM_INTERVAL_MS = 600_000;
const TRIM_BATCH = 1_000;

/**
 * Looks for rows that are due and not in the queue: never handed over, due for their next run, or lost with Redis or a worker.
 * Every process has one; rows that one of them claims are skipped by the others.
 */
@Injectable()
export class Sweeper {
  private timer: NodeJS.Timeout | null = null;
  private timerAt = Infinity;
  private sweeping: Promise<void> | null = null;
  private isSweepRequested = false;
  private mayHaveLostRows = false;
  private stopped = true;
  private trimAt = 0;
  private readonly log = new OutageLog('The database (outbox sweeper)');

  constructor(
    private readonly rows: OutboxRows,
    private readonly queues: JobQueues,
    private readonly publisher: QueuePublisher,
    private readonly dispatcher: OutboxDispatcher,
    private readonly connections: QueueConnections,
  ) {}

  /** Starts sweeping: now, every 5 s, and whenever Redis is available again. */
  start(): void {
    this.stopped = false;
    this.trimAt = performance.now() + withJitter(TRIM_INTERVAL_MS / 10);
    this.wakeIn(0);
    this.connections.onReady(() => {
      // Rows that Redis was given before the outage may be lost.
      this.mayHaveLostRows = true;
      this.sweepNow();
    });
  }

  /** Schedules the next sweep no later than after so many milliseconds. */
  wakeIn(ms: number): void {
    if (this.stopped) return;
    const at = performance.now() + ms;
    if (at >= this.timerAt) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timerAt = at;
    this.timer = setTimeout(() => {
      this.sweepNow();
    }, ms);
  }

  /** Stops, and waits for the running sweep, which has its own time limits. */
  async close(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.sweeping;
  }

  private sweepNow(): void {
    if (this.stopped) return;
    if (this.sweeping !== null) {
      this.isSweepRequested = true;
      return;
    }
    if (this.timer !== null) clearTimeout(this.timer);
    this.timerAt = Infinity;
    this.isSweepRequested = false;
    this.wakeIn(withJitter(INTERVAL_MS));
    this.sweeping = this.sweep().finally(() => {
      this.sweeping = null;
      // A timer that fired during the sweep set no new one.
      if (this.isSweepRequested) this.timerAt = Infinity;
      this.wakeIn(this.isSweepRequested ? 0 : withJitter(INTERVAL_MS));
    });
  }

  private async sweep(): Promise<void> {
    try {
      await this.reclaim();
      if (performance.now() > this.trimAt) await this.trim();
      this.log.recovered();
    } catch (error) {
      this.log.failed(error);
    }
  }

  private async reclaim(): Promise<void> {
    if (!this.publisher.isAvailable()) return;
    const lostBefore = this.mayHaveLostRows ? await this.rows.now() : null;
    this.mayHaveLostRows = false;
    while (!this.stopped && this.publisher.isAvailable()) {
      const claimed = await this.rows.claimDue(BATCH, lostBefore);
      if (claimed.length === 0) return;
      const queued = await this.publisher.findQueued(claimed);
      // Without an answer the claimed rows become due again.
      if (queued === null) return;
      if (queued.size > 0) await this.rows.releaseQueued([...queued]);
      await this.dispatcher.publish(claimed.filter((row) => !queued.has(row.id)));
      if (claimed.length < BATCH) return;
    }
  }

  private async trim(): Promise<void> {
    this.trimAt = performance.now() + withJitter(TRIM_INTERVAL_MS);
    while (!this.stopped && (await this.rows.deleteFinished(TRIM_BATCH)) === TRIM_BATCH);
    for (const { id, queue, name } of await this.rows.giveUpUnknown(
      this.queues.definitions.map((known) => known.name),
    )) {
      countGivenUp(queue, name);
      logger.error({ outboxId: id, queue, name }, 'job given up: no version has done it for a week');
    }
  }
}
