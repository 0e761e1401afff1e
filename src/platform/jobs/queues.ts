import type { JobOptions, AdvancedSettings } from 'bull';

/** One queue, for one kind of work. Modules define theirs. */
export interface QueueDefinition {
  readonly name: string;
  /** How many jobs one worker process runs at the same time. */
  readonly concurrency: number;
}

/** Nest's injection token for the definitions of all queues. */
export const QUEUE_DEFINITIONS = Symbol('QUEUE_DEFINITIONS');

/** The queue of the scheduled runs. */
export const MAINTENANCE_QUEUE = { name: 'maintenance', concurrency: 2 } as const satisfies QueueDefinition;

/** The braces make a Redis Cluster keep all keys of all queues in one slot, which Bull's scripts need. */
export const QUEUE_PREFIX = '{organizations}';

/** Bull's own settings, the same for every queue. */
export const QUEUE_SETTINGS: AdvancedSettings = {
  lockDuration: 30_000,
  stalledInterval: 5_000,
  // With 1, a job whose worker was killed twice would fail permanently; the lease in Postgres makes duplicates harmless.
  maxStalledCount: 1_000_000,
  retryProcessDelay: 1_000,
  drainDelay: 5,
};

/** Retries are the task of the outbox, never of Bull; completed jobs are kept for the dashboard only. */
export const JOB_OPTIONS: JobOptions = {
  attempts: 1,
  removeOnComplete: 1_000,
  removeOnFail: 1_000,
};

/** The data of a Bull job. Everything else is in the outbox row, which is the truth. */
export interface JobData {
  readonly outboxId: string;
  readonly attempt: number;
  readonly organizationId: string | null;
}

/** Bull silently ignores an ID that it still holds, so each hand-over has a new ID. */
export function jobId(outboxId: string, attempt: number): string {
  return `${outboxId}-${attempt}`;
}
