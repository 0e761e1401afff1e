import type { Job } from 'bull';
import type { JobKind } from './job-kind.js';
import type { JobPayload } from './outbox.js';
import { MAINTENANCE_QUEUE, type JobData } from './queues.js';
import type { RepeatSchedule } from './repeat-schedule.js';

/** The context of a handler's run. */
export interface JobContext {
  readonly outboxId: string;
  /** Increases with each run, also if the previous run was only lost. */
  readonly attempt: number;
  readonly organizationId: string | null;
  readonly job: Job<JobData>;
  /**
   * Aborted when the process is stopping or the lease was lost: the handler should stop at the next safe point. An error that
   * it throws then counts as an interruption, not as a failure.
   */
  readonly signal: AbortSignal;
  /** Shows progress in the dashboard; never waits and never fails. */
  readonly progress: (value: number | object) => void;
  /** Whether other work waits for a worker of this queue, so that long work should let it run first. Never fails. */
  readonly othersWait: () => Promise<boolean>;
}

/**
 * `done` completes the work. `retryAt` requests another run, with a code as `error`: for work that depends on another service,
 * such as a mail server, and whose time limit the handler checks itself.
 */
export type JobResult = 'done' | { readonly retryAt: Date; readonly error: string };

/** A method that handles one kind of work, with its payload as the kind reads it. See {@link JobHandlerFunction}. */
type HandlerMethod<Payload> = (payload: Payload, context: JobContext) => Promise<JobResult>;
type GivenUpMethod<Payload> = (payload: Payload, context: JobContext) => Promise<void>;

/**
 * Runs a piece of enqueued work. It may run again after a crash, so it has to be idempotent. Throwing means that it failed: it
 * is retried after a growing backoff of up to an hour, until it has failed for as long as its {@link RetryLimit} says. Then it
 * is given up.
 */
export type JobHandlerFunction = (payload: JobPayload, context: JobContext) => Promise<JobResult>;

/** Cleans up when work is given up: shows the failure to people, and releases what the work reserved. */
export type GivenUpFunction = (payload: JobPayload, context: JobContext) => Promise<void>;

export const JOB_HANDLER = Symbol('JOB_HANDLER');
export const JOB_GIVEN_UP = Symbol('JOB_GIVEN_UP');

const HOUR_MS = 3_600_000;

/** For how long failing work is retried. */
export interface RetryLimit {
  /** Milliseconds since its first failure; `null`: without a limit, since nothing else would ever do the work. */
  readonly giveUpAfterMs: number | null;
}

export const GIVE_UP_AFTER_A_DAY: RetryLimit = { giveUpAfterMs: 24 * HOUR_MS };
export const GIVE_UP_AFTER_AN_HOUR: RetryLimit = { giveUpAfterMs: HOUR_MS };
export const GIVE_UP_AFTER_A_WEEK: RetryLimit = { giveUpAfterMs: 7 * 24 * HOUR_MS };
export const NEVER_GIVE_UP: RetryLimit = { giveUpAfterMs: null };

/** The arguments with which a method is called; null for a payload that cannot be read. */
type ArgumentsOf = (payload: JobPayload, context: JobContext) => readonly unknown[] | null;

/** The metadata that the decorators set on a method. */
export interface JobHandlerMetadata {
  readonly queue: string;
  readonly name: string;
  readonly argumentsOf: ArgumentsOf;
  readonly schedule: RepeatSchedule | null;
  readonly retryLimit: RetryLimit;
}

export type GivenUpMetadata = Pick<JobHandlerMetadata, 'queue' | 'name' | 'argumentsOf'>;

/** Generic, so that methods with fewer parameters are accepted too. */
type Decorator<Signature> = <Method extends Signature>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

function setHandlerMetadata<Signature extends object>(
  key: symbol,
  value: JobHandlerMetadata | GivenUpMetadata,
): Decorator<Signature> {
  return (_target, _key, descriptor) => {
    if (descriptor.value !== undefined) Reflect.defineMetadata(key, value, descriptor.value);
  };
}

/** Makes a provider's method the handler of a kind of work; each has exactly one. */
export function JobHandler<Payload>(
  kind: JobKind<Payload>,
  retryLimit: RetryLimit = GIVE_UP_AFTER_A_DAY,
): Decorator<HandlerMethod<Payload>> {
  const { queue, name } = kind;
  return setHandlerMetadata(JOB_HANDLER, { queue, name, argumentsOf: readAs(kind), schedule: null, retryLimit });
}

/** Makes a provider's method the one that runs when work of a kind is given up; each has at most one. */
export function JobGivenUp<Payload>(kind: JobKind<Payload>): Decorator<GivenUpMethod<Payload>> {
  const { queue, name } = kind;
  return setHandlerMetadata(JOB_GIVEN_UP, { queue, name, argumentsOf: readAs(kind) });
}

function readAs<Payload>(kind: JobKind<Payload>): ArgumentsOf {
  return (payload, context) => {
    const values = kind.read(payload, context.organizationId);
    return values === null ? null : [values, context];
  };
}

/**
 * Makes a provider's method run on schedule, on the maintenance queue: each scheduled run happens once, however many processes
 * run, and not while the previous one is not completed. A failing one is given up when the next one is due.
 */
export function Repeatable(
  name: string,
  schedule: RepeatSchedule,
): Decorator<(context: JobContext) => Promise<JobResult>> {
  const argumentsOf: ArgumentsOf = (_payload, context) => [context];
  return setHandlerMetadata(JOB_HANDLER, {
    queue: MAINTENANCE_QUEUE.name,
    name,
    argumentsOf,
    schedule,
    retryLimit: retryLimitOf(schedule),
  });
}

function retryLimitOf(schedule: RepeatSchedule): RetryLimit {
  return 'every' in schedule ? { giveUpAfterMs: Math.max(schedule.every, 60_000) } : GIVE_UP_AFTER_A_DAY;
}
