import type { JobOptions, AdvancedSettings } from 'bull';

/** One queue: the courier's lane for one kind of work. */
interface QueueDefinition {
  readonly name: string;
  /** How many jobs one worker process runs at the same time. */
  readonly concurrency: number;
}

/**
 * Every queue of the service. Mails and payments wait for a server most of the time, so many run side by side; a
 * reassignment or an import keeps the database busy, so few do; reports are printed one by one, in a thread of their own.
 */
export const QUEUES = [
  { name: 'invitation-mail', concurrency: 10 },
  { name: 'notice-mail', concurrency: 2 },
  { name: 'reports', concurrency: 1 },
  { name: 'payments', concurrency: 5 },
  { name: 'reassignment', concurrency: 2 },
  { name: 'import', concurrency: 2 },
  { name: 'maintenance', concurrency: 2 },
] as const satisfies readonly QueueDefinition[];

export type QueueName = (typeof QUEUES)[number]['name'];

/** The queue on which the repeatables run. */
export const MAINTENANCE_QUEUE = 'maintenance' satisfies QueueName;

/** Whether a row's queue is one that this build knows; a row may come from a newer one. */
export function isQueueName(name: string): name is QueueName {
  return QUEUES.some((queue) => queue.name === name);
}

/** The braces make a Redis Cluster keep all keys of all queues in one slot, which Bull's scripts need. */
export const QUEUE_PREFIX = '{organizations}';

/** Bull's own settings, the same for every queue. */
export const QUEUE_SETTINGS: AdvancedSettings = {
  lockDuration: 30_000,
  stalledInterval: 5_000,
  // At 1 a job whose worker was killed twice would fail for good; the lease in Postgres is what makes doubles harmless.
  maxStalledCount: 1_000_000,
  retryProcessDelay: 1_000,
  drainDelay: 5,
};

/** The outbox repeats what failed, Bull never does; what is over is kept for the dashboard only. */
export const JOB_OPTIONS: JobOptions = {
  attempts: 1,
  removeOnComplete: 1_000,
  removeOnFail: 1_000,
};

/** What a Bull job carries. Everything else stands in the outbox row, which is the truth. */
export interface JobData {
  readonly outboxId: string;
  readonly attempt: number;
  readonly organizationId: string | null;
}

/** Bull silently ignores an id that it still holds, so each handing over has an id of its own. */
export function jobId(outboxId: string, attempt: number): string {
  return `${outboxId}-${attempt}`;
}
