import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import { logger } from '../logging/logger.js';
import type { ClaimedRow } from './outbox-rows.js';
import { QueueConnections } from './queue-connections.js';
import { jobId, type JobData } from './queues.js';
import { JobQueues } from './job-queues.js';
import { TIMED_OUT, withTimeout } from './with-timeout.js';

const ANSWER_LIMIT_MS = 2_000;
const MAX_UNSETTLED = 200;

/**
 * Hands rows over to Bull, and never waits for long. A command on a dead or frozen Redis stays pending, so only few may be
 * pending, and once one is late no rows are handed over until Redis has answered it.
 */
@Injectable()
export class QueuePublisher {
  private unsettled = 0;
  private late = 0;

  constructor(
    private readonly connections: QueueConnections,
    private readonly queues: JobQueues,
  ) {}

  /** Whether rows can be handed over now. */
  isAvailable(): boolean {
    return this.connections.ready && this.late === 0 && this.unsettled < MAX_UNSETTLED;
  }

  /** Hands the rows over and returns the IDs of those that Redis certainly did not accept. */
  async publish(rows: readonly ClaimedRow[]): Promise<string[]> {
    const outcomes = await Promise.all(rows.map(async (row) => ({ id: row.id, refused: !(await this.add(row)) })));
    return outcomes.filter((outcome) => outcome.refused).map((outcome) => outcome.id);
  }

  /** The rows that still wait in Redis, unchanged, under their previous attempt; null when Redis does not answer. */
  async findQueued(rows: readonly ClaimedRow[]): Promise<Set<string> | null> {
    const queuedIds = new Set<string>();
    const byQueue = new Map<string, ClaimedRow[]>();
    for (const row of rows) {
      if (!row.wasPublished || !this.queues.has(row.queue)) continue;
      byQueue.set(row.queue, [...(byQueue.get(row.queue) ?? []), row]);
    }
    for (const [name, queueRows] of byQueue) {
      const ids = await this.findQueuedIn(this.queues.get(name), queueRows);
      if (ids === null) return null;
      for (const id of ids) queuedIds.add(id);
    }
    return queuedIds;
  }

  private async findQueuedIn(queue: Queue<JobData>, rows: readonly ClaimedRow[]): Promise<string[] | null> {
    const pipeline = queue.client.pipeline().llen(queue.toKey('wait')).llen(queue.toKey('paused'));
    for (const row of rows) pipeline.hmget(queue.toKey(jobId(row.id, row.attempts - 1)), 'name', 'processedOn');
    const answers = await this.bounded(pipeline.exec());
    if (answers === TIMED_OUT || answers === null) return null;
    const [waiting, paused, ...jobs] = answers.map(([error, value]) => (error === null ? value : null));
    // A job that is marked as waiting but is in no list of the queue was partly lost.
    if (Number(waiting) + Number(paused) === 0) return [];
    return rows
      .filter((_row, index) => {
        const job = jobs[index];
        return Array.isArray(job) && typeof job[0] === 'string' && job[1] === null;
      })
      .map((row) => row.id);
  }

  /** False if Redis certainly did not accept the row; true also if that is unknown. */
  private async add(row: ClaimedRow): Promise<boolean> {
    if (!this.queues.has(row.queue)) {
      logger.warn({ outboxId: row.id, queue: row.queue }, 'this version does not have the queue; the row waits');
      return true;
    }
    if (!this.connections.ready || this.unsettled >= MAX_UNSETTLED) return false;
    const data: JobData = { outboxId: row.id, attempt: row.attempts, organizationId: row.organizationId };
    try {
      await this.bounded(this.queues.get(row.queue).add(row.name, data, { jobId: jobId(row.id, row.attempts) }));
      return true;
    } catch {
      return false;
    }
  }

  private async bounded<T>(command: Promise<T>): Promise<T | typeof TIMED_OUT> {
    this.unsettled += 1;
    let isLate = false;
    const settle = (): void => {
      this.unsettled -= 1;
      if (isLate) this.late -= 1;
    };
    command.then(settle, settle);
    const answer = await withTimeout(ANSWER_LIMIT_MS, command);
    if (answer === TIMED_OUT) {
      isLate = true;
      this.late += 1;
    }
    return answer;
  }
}
