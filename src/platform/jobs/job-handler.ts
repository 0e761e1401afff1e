import type { Job } from 'bull';
import type { JobPayload } from './outbox.js';
import { MAINTENANCE_QUEUE, type JobData, type QueueName } from './queues.js';
import type { RepeatSchedule } from './repeat-schedule.js';

/** What a handler is told about the run it is in. */
export interface JobContext {
  readonly outboxId: string;
  /** Grows with each run, also when the run before was only lost. */
  readonly attempt: number;
  readonly organizationId: string | null;
  readonly job: Job<JobData>;
  /**
   * Aborted when the process wants to stop or the lease was lost: stop at the next safe place. What is then thrown
   * counts as handed back, not as failed.
   */
  readonly signal: AbortSignal;
  /** Shows progress in the dashboard; never waits and never fails. */
  readonly progress: (value: number | object) => void;
}

/** `done` ends the work for good, also when it was given up; `retryAt` asks to be called again, `error` being a code. */
export type JobResult = 'done' | { readonly retryAt: Date; readonly error: string };

/**
 * Does a piece of owed work. It may run again after a crash, so it has to be idempotent. Throwing means: again, after
 * a backoff of up to 30 s. Nothing is ever given up unless the handler answers `done`.
 */
export type JobHandlerFunction = (payload: JobPayload, context: JobContext) => Promise<JobResult>;

export const JOB_HANDLER = Symbol('JOB_HANDLER');

/** What the decorators leave on a method. */
export interface JobHandlerMark {
  readonly queue: QueueName;
  readonly name: string;
  readonly schedule: RepeatSchedule | null;
}

/** Generic, so that methods which need fewer parameters are taken too. */
type HandlerDecorator = <Method extends JobHandlerFunction>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

function mark(value: JobHandlerMark): HandlerDecorator {
  return (_target, _key, descriptor) => {
    if (descriptor.value !== undefined) Reflect.defineMetadata(JOB_HANDLER, value, descriptor.value);
  };
}

/** Makes a provider's method the handler of the messages `name` on `queue`; there is exactly one for each. */
export function JobHandler(queue: QueueName, name: string): HandlerDecorator {
  return mark({ queue, name, schedule: null });
}

/**
 * Makes a provider's method run on schedule, on the maintenance queue: each turn once, whatever number of processes
 * there are, and not while the turn before is still owed.
 */
export function Repeatable(name: string, schedule: RepeatSchedule): HandlerDecorator {
  return mark({ queue: MAINTENANCE_QUEUE, name, schedule });
}
