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

/**
 * `done` ends the work for good. `retryAt` asks to be called again, `error` being a code: for what waits for somebody else, such as a mail
 * server, and whose end the handler itself sees to.
 */
export type JobResult = 'done' | { readonly retryAt: Date; readonly error: string };

/**
 * Does a piece of owed work. It may run again after a crash, so it has to be idempotent. Throwing means that it failed: again, after a
 * growing backoff of up to an hour, until it has failed for as long as its {@link LastResort} says. Then it is given up.
 */
export type JobHandlerFunction = (payload: JobPayload, context: JobContext) => Promise<JobResult>;

/** Does what is left to do when work is given up: says so where people see it, and lets go of what it held. */
export type GivenUpFunction = (payload: JobPayload, context: JobContext) => Promise<void>;

export const JOB_HANDLER = Symbol('JOB_HANDLER');
export const JOB_GIVEN_UP = Symbol('JOB_GIVEN_UP');

const HOUR_MS = 3_600_000;

/** For how long work that keeps failing is tried. */
export interface LastResort {
  /** Milliseconds since its first failure; `null`: as long as it takes, since no one else would ever do it. */
  readonly giveUpAfterMs: number | null;
}

export const GIVE_UP_AFTER_A_DAY: LastResort = { giveUpAfterMs: 24 * HOUR_MS };
export const GIVE_UP_AFTER_AN_HOUR: LastResort = { giveUpAfterMs: HOUR_MS };
export const GIVE_UP_AFTER_A_WEEK: LastResort = { giveUpAfterMs: 7 * 24 * HOUR_MS };
export const NEVER_GIVE_UP: LastResort = { giveUpAfterMs: null };

/** What the decorators leave on a method. */
export interface JobHandlerMark {
  readonly queue: QueueName;
  readonly name: string;
  readonly schedule: RepeatSchedule | null;
  readonly lastResort: LastResort;
}

export type GivenUpMark = Pick<JobHandlerMark, 'queue' | 'name'>;

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
export function JobHandler(
  queue: QueueName,
  name: string,
  lastResort: LastResort = GIVE_UP_AFTER_A_DAY,
): HandlerDecorator {
  return mark({ queue, name, schedule: null, lastResort });
}

/** Makes a provider's method what is done when the work `name` on `queue` is given up; there is one for each at most. */
export function JobGivenUp(queue: QueueName, name: string) {
  return <Method extends GivenUpFunction>(
    _target: object,
    _key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const value: GivenUpMark = { queue, name };
    if (descriptor.value !== undefined) Reflect.defineMetadata(JOB_GIVEN_UP, value, descriptor.value);
  };
}

/**
 * Makes a provider's method run on schedule, on the maintenance queue: each turn once, whatever number of processes
 * there are, and not while the turn before is still owed. One that keeps failing is given up when the next one is due.
 */
export function Repeatable(name: string, schedule: RepeatSchedule): HandlerDecorator {
  return mark({ queue: MAINTENANCE_QUEUE, name, schedule, lastResort: lastResortOf(schedule) });
}

function lastResortOf(schedule: RepeatSchedule): LastResort {
  return 'every' in schedule ? { giveUpAfterMs: Math.max(schedule.every, 60_000) } : GIVE_UP_AFTER_A_DAY;
}
