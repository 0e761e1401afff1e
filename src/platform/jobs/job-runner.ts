import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Job } from 'bull';
import { logger } from '../logging/logger.js';
import { backoffMs } from './backoff.js';
import { errorCode, errorPlaces, reasonCode } from './error-code.js';
import type { JobContext, JobResult } from './job-handler.js';
import { JobHandlers } from './job-handlers.js';
import { LEASE_MS, OutboxRows, type LeasedRow } from './outbox-rows.js';
import { QueueConnections } from './queue-connections.js';
import type { JobData } from './queues.js';
import { Sweeper } from './sweeper.js';
import { within } from './within.js';

const RENEW_MS = 5_000;

/** What Bull is told, and the dashboard shows, of a run. */
type RunOutcome = 'done' | 'skipped' | 'handed back';

/** Runs the outbox rows that Redis brings, each under a lease in Postgres, so that a double does no harm. */
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

  /** Runs the job's row. Throws an error that holds nothing but a code when the work has to be tried again. */
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

  /** Asks the handlers to stop and waits for them, at most so long. */
  async stop(limitMs: number): Promise<void> {
    this.stopping.abort();
    await within(limitMs, Promise.all(this.running));
  }

  private async attempt(job: Job<JobData>): Promise<RunOutcome> {
    // Somebody may have added a job by the dashboard.
    const id: unknown = (job.data as Partial<JobData> | null)?.outboxId;
    if (typeof id !== 'string' || this.stopping.signal.aborted) return 'skipped';
    const token = randomUUID();
    const row = await this.rows.lease(id, token);
    if (row === null) return 'skipped';
    const lease = new AbortController();
    const stopRenewing = this.keepLease(id, token, lease);
    let outcome: JobResult | { readonly thrown: unknown };
    try {
      outcome = await this.handle(id, row, job, AbortSignal.any([lease.signal, this.stopping.signal]));
    } catch (error) {
      outcome = { thrown: error };
    } finally {
      stopRenewing();
    }
    return await this.settle(id, token, row, outcome);
  }

  private async handle(id: string, row: LeasedRow, job: Job<JobData>, signal: AbortSignal): Promise<JobResult> {
    const handler = this.handlers.find(row.queue, row.name);
    // A newer build's message: its own workers will take it in one of the next rounds.
    if (handler === null) return { retryAt: new Date(Date.now() + backoffMs(row.attempts)), error: 'handler-missing' };
    const context: JobContext = {
      outboxId: id,
      attempt: row.attempts,
      organizationId: row.organizationId,
      job,
      signal,
      progress: (value) => {
        if (this.connections.ready) job.progress(value).catch(() => undefined);
      },
    };
    return await handler(row.payload, context);
  }

  private async settle(
    id: string,
    token: string,
    row: LeasedRow,
    outcome: JobResult | { readonly thrown: unknown },
  ): Promise<RunOutcome> {
    if (outcome === 'done') {
      await this.rows.finish(id, token);
      return 'done';
    }
    if ('thrown' in outcome && this.stopping.signal.aborted) {
      await this.rows.postpone(id, token, 0, null);
      return 'handed back';
    }
    const error = 'thrown' in outcome ? errorCode(outcome.thrown) : reasonCode(outcome.error);
    const delayMs =
      'thrown' in outcome ? backoffMs(row.attempts) : Math.max(0, Math.round(outcome.retryAt.getTime() - Date.now()));
    await this.rows.postpone(id, token, delayMs, error);
    this.sweeper.wakeIn(delayMs);
    const { queue, name, organizationId, attempts } = row;
    const at = 'thrown' in outcome ? errorPlaces(outcome.thrown) : undefined;
    logger.warn({ outboxId: id, organizationId, queue, name, attempt: attempts, error, delayMs, at }, 'job postponed');
    throw plainError(error);
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
