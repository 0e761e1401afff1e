import { Injectable } from '@nestjs/common';
import type { Job } from 'bull';
import { withJitter } from './backoff.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueues } from './job-queues.js';
import { OutageLog } from './outage-log.js';
import { OutboxRows } from './outbox-rows.js';
import { QueueConnections } from './queue-connections.js';
import { MAINTENANCE_QUEUE, type JobData } from './queues.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';
import { lastRunTime, scheduledRunId, runTimeOfJob } from './repeat-schedule.js';
import { TIMED_OUT, withTimeout } from './with-timeout.js';

const INTERVAL_MS = 60_000;
const ANSWER_LIMIT_MS = 2_000;

/**
 * Runs the repeatables: Bull keeps the time, and each scheduled run becomes an outbox row whose ID is derived from it, so that
 * it is added once, by however many processes or messages. They are registered again with each connection and each minute,
 * since a wiped Redis loses them; a run missed meanwhile is added then.
 */
@Injectable()
export class Repeatables {
  private timer: NodeJS.Timeout | null = null;
  private refreshing: Promise<void> | null = null;
  private stopped = true;
  private late = 0;
  private readonly log = new OutageLog('Registering the repeatable jobs');

  constructor(
    private readonly handlers: JobHandlers,
    private readonly queues: JobQueues,
    private readonly connections: QueueConnections,
    private readonly rows: OutboxRows,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => {
      this.refresh();
    }, withJitter(INTERVAL_MS));
    this.connections.onReady(() => {
      this.refresh();
    });
  }

  /** Adds the scheduled run that Bull announces. */
  async addAnnouncedRun(job: Job<JobData>): Promise<'added' | 'skipped'> {
    const runAt = runTimeOfJob(job.id);
    if (runAt === null || !this.handlers.schedules().has(job.name)) return 'skipped';
    return (await this.addScheduledRun(job.name, runAt)) ? 'added' : 'skipped';
  }

  async close(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    await this.refreshing;
  }

  private refresh(): void {
    if (this.stopped || this.refreshing !== null || !this.connections.ready || this.late > 0) return;
    this.refreshing = this.registerAll()
      .then(
        () => {
          this.log.recovered();
        },
        (error: unknown) => {
          this.log.failed(error);
        },
      )
      .finally(() => {
        this.refreshing = null;
      });
  }

  private async registerAll(): Promise<void> {
    const queue = this.queues.get(MAINTENANCE_QUEUE.name);
    const expected = new Set<string>();
    for (const [name, schedule] of this.handlers.schedules()) {
      const value = 'every' in schedule ? String(schedule.every) : schedule.cron;
      expected.add(`${name} ${value}`);
      const data: JobData = { outboxId: '', attempt: 0, organizationId: null };
      // Postgres may be unavailable when a run is due, so the run is announced again for a while.
      await this.bounded(
        queue.add(name, data, { repeat: { ...schedule }, attempts: 20, backoff: { type: 'fixed', delay: 15_000 } }),
      );
      const missed = lastRunTime(schedule, Date.now());
      if (missed !== null) await this.addScheduledRun(name, missed);
    }
    const registered = await this.bounded(queue.getRepeatableJobs());
    for (const known of registered) {
      // Bull's types of an answer have no `every` if there is a cron, and the other way round.
      const { key, name, cron, every } = known as { key: string; name: string; cron: string | null; every: number };
      if (!expected.has(`${name} ${cron ?? every}`)) await this.bounded(queue.removeRepeatableByKey(key));
    }
  }

  private async addScheduledRun(name: string, runAt: number): Promise<boolean> {
    const id = scheduledRunId(name, runAt);
    const added = await this.rows.addScheduledRun(id, MAINTENANCE_QUEUE.name, name);
    if (added) this.dispatcher.dispatch([id]);
    return added;
  }

  private async bounded<T>(command: Promise<T>): Promise<T> {
    const answer = await withTimeout(ANSWER_LIMIT_MS, command);
    if (answer !== TIMED_OUT) return answer;
    this.late += 1;
    const settle = (): void => {
      this.late -= 1;
    };
    command.then(settle, settle);
    throw new Error('Redis is late');
  }
}
