import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Job } from 'bull';
import { logger } from '../logging/logger.js';
import { backoffMs, failureBackoffMs } from './backoff.js';
import { describeFailure, errorCode, reasonCode } from './error-code.js';
import type { JobContext, JobResult } from './job-handler.js';
import { JobHandlers } from './job-handlers.js';
import { countGivenUp } from './job-metrics.js';
import { LEASE_MS, OutboxRows, type LeasedRow } from './outbox-rows.js';
import { QueueConnections } from './queue-connections.js';
import { MAINTENANCE_QUEUE, type JobData } from './queues.js';
import { Sweeper } from './sweeper.js';
import { withTimeout } from './with-timeout.js';

const RENEW_MS = 5_000;

/**
 * Fewer failures do not prove a permanent error, however much time lies between them: the service may have been stopped in
 * between.
 */
const FEWEST_ATTEMPTS = 5;

/** The result of a run for Bull, which the dashboard shows. */
type RunOutcome = 'done' | 'skipped' | 'handed back' | 'given up';

/** How a run ended: with the handler's result, or with an error. */
type Outcome = JobResult | { readonly thrown: unknown };

/** A message of a newer version: its own workers may take it in a later round. */
class HandlerMissing extends Error {
  override readonly name = 'handler-missing';
}

/** Runs the outbox rows that Redis delivers, each under a lease in Postgres, so that a duplicate has no effect. */
@Injectable()
export class JobRunner {
  private readonly running = new Set<Promise<unknown>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly rows: OutboxRows,
    private readonly handlers: JobHandlers,
    private readonly connections: QueueConnections,
    private readonly sweeper: Sweeper,
  ) {}

  /** Runs the job's row. Throws an error with nothing but a code when the work has to be retried. */
  run(job: Job<JobData>): Promise<RunOutcome> {
    const run = this.attempt(job);
    const settled = run.then(
      () => undefined,
      () => undefined,
    );
    this.running.add(settled);
    void settled.then(() => this.running.delete(settled));
    return run;
  }

  /** Asks the handlers to stop and waits for them, up to a limit. */
  async stop(limitMs: number): Promise<void> {
    this.stopping.abort();
    await withTimeout(limitMs, Promise.all(this.running));
  }

  private async attempt(job: Job<JobData>): Promise<RunOutcome> {
    // A job may have been added by the dashboard.
    const id: unknown = (job.data as Partial<JobData> | null)?.outboxId;
    if (typeof id !== 'string' || this.stopping.signal.aborted) return 'skipped';
    const token = randomUUID();
    const row = await this.rows.lease(id, token);
    if (row === null) return 'skipped';
    const lease = new AbortController();
    const stopRenewing = this.keepLease(id, token, lease);
    const context = this.contextOf(id, row, job, AbortSignal.any([lease.signal, this.stopping.signal]));
    let outcome: Outcome;
    try {
      outcome = await this.handle(row, context);
    } catch (error) {
      outcome = { thrown: error };
    } finally {
      stopRenewing();
    }
    return await this.settle(token, row, context, outcome);
  }

  private async handle(row: LeasedRow, context: JobContext): Promise<JobResult> {
    const handler = this.handlers.find(row.queue, row.name);
    if (handler === null) throw new HandlerMissing();
    return await handler(row.payload, context);
  }

  private contextOf(id: string, row: LeasedRow, job: Job<JobData>, signal: AbortSignal): JobContext {
    return {
      outboxId: id,
      attempt: row.attempts,
      organizationId: row.organizationId,
      job,
      signal,
      progress: (value) => {
        if (this.connections.ready) job.progress(value).catch(() => undefined);
      },
      othersWait: async () => {
        if (!this.connections.ready) return true;
        return (await job.queue.getWaitingCount().catch(() => 1)) > 0;
      },
    };
  }

  private async settle(token: string, row: LeasedRow, context: JobContext, outcome: Outcome): Promise<RunOutcome> {
    const id = context.outboxId;
    if (outcome === 'done') {
      await this.rows.finish(id, token);
      return 'done';
    }
    if ('thrown' in outcome && this.stopping.signal.aborted) {
      await this.rows.postpone(id, token, 0, null);
      return 'handed back';
    }
    if ('thrown' in outcome) return await this.fail(token, row, context, outcome.thrown);
    const error = reasonCode(outcome.error);
    const askedMs = Math.max(0, Math.round(outcome.retryAt.getTime() - Date.now()));
    const delayMs = Math.min(askedMs, this.longestDelay(row));
    await this.rows.postpone(id, token, delayMs, error);
    throw this.postponed(row, context, { error, delayMs });
  }

  /** Failed work is retried, unless it has failed for as long as its retry limit allows. */
  private async fail(token: string, row: LeasedRow, context: JobContext, thrown: unknown): Promise<RunOutcome> {
    const error = errorCode(thrown);
    const { giveUpAfterMs } = this.handlers.retryLimitOf(row.queue, row.name);
    const hasFailedForMs = row.attempts < FEWEST_ATTEMPTS ? null : row.failingForMs;
    const isRetryLimitReached = giveUpAfterMs !== null && hasFailedForMs !== null && hasFailedForMs >= giveUpAfterMs;
    if (isRetryLimitReached && (await this.giveUp(token, row, context, thrown))) return 'given up';
    const delayMs = this.delayAfterFailure(row);
    await this.rows.fail(context.outboxId, token, delayMs, error);
    throw this.postponed(row, context, { ...describeFailure(thrown), error, delayMs });
  }

  private async giveUp(token: string, row: LeasedRow, context: JobContext, thrown: unknown): Promise<boolean> {
    const { queue, name, organizationId, attempts } = row;
    const facts = { outboxId: context.outboxId, organizationId, queue, name, attempt: attempts };
    try {
      await this.handlers.findGivenUp(queue, name)?.(row.payload, context);
    } catch (error) {
      logger.error({ ...facts, ...describeFailure(error) }, 'job could not be given up');
      return false;
    }
    await this.rows.giveUp(context.outboxId, token, errorCode(thrown));
    countGivenUp(queue, name);
    logger.error({ ...facts, ...describeFailure(thrown) }, 'job given up: it kept failing');
    return true;
  }

  private delayAfterFailure(row: LeasedRow): number {
    const longest = this.longestDelay(row);
    return longest === Infinity ? failureBackoffMs(row.attempts) : Math.min(backoffMs(row.attempts), longest);
  }

  /** A scheduled run is retried no later than the next one is due, since the next one would wait for it. */
  private longestDelay({ queue, name }: LeasedRow): number {
    const schedule = queue === MAINTENANCE_QUEUE.name ? this.handlers.schedules().get(name) : undefined;
    return schedule !== undefined && 'every' in schedule ? schedule.every : Infinity;
  }

  /** The error by which Bull learns that work is retried: it has nothing but a code. */
  private postponed(
    { queue, name, organizationId, attempts }: LeasedRow,
    { outboxId }: JobContext,
    why: { readonly error: string; readonly delayMs: number } & Readonly<Record<string, unknown>>,
  ): Error {
    this.sweeper.wakeIn(why.delayMs);
    logger.warn({ outboxId, organizationId, queue, name, attempt: attempts, ...why }, 'job postponed');
    return plainError(why.error);
  }

  /** Renews the lease until the returned function is called; aborts `lease` when it is lost. */
  private keepLease(id: string, token: string, lease: AbortController): () => void {
    let until = performance.now() + LEASE_MS;
    const renew = async (): Promise<void> => {
      const asked = performance.now();
      const renewed = await this.rows.renew(id, token).catch(() => null);
      if (renewed === true) until = asked + LEASE_MS;
      if (renewed === false) lease.abort();
    };
    const timer = setInterval(() => {
      // Also when the database does not answer at all.
      if (performance.now() > until) lease.abort();
      else void renew();
    }, RENEW_MS);
    // A handler that does not end must not keep the process from ending.
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  }
}

function plainError(code: string): Error {
  const error = new Error(code);
  error.stack = code;
  return error;
}
