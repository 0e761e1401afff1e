import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import {
  GIVE_UP_AFTER_A_DAY,
  GIVE_UP_AFTER_A_WEEK,
  JOB_GIVEN_UP,
  JOB_HANDLER,
  type GivenUpFunction,
  type GivenUpMetadata,
  type JobHandlerFunction,
  type JobHandlerMetadata,
  type JobResult,
  type RetryLimit,
} from './job-handler.js';
import { checkSchedule, type RepeatSchedule } from './repeat-schedule.js';
import { JobQueues } from './job-queues.js';

/** A payload that this version cannot read: a newer version may have written it. */
class UnreadablePayload extends Error {
  override readonly name = 'unreadable-payload';
}

/** The handlers of all jobs. Feature modules decorate their methods; they are collected once all providers are created. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<string, JobHandlerFunction>();
  private readonly scheduled = new Map<string, RepeatSchedule>();
  private readonly retryLimits = new Map<string, RetryLimit>();
  private readonly givenUp = new Map<string, GivenUpFunction>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly queues: JobQueues,
  ) {}

  /** Collects every decorated method of every provider. */
  collect(): void {
    for (const wrapper of this.discovery.getProviders()) {
      const instance: unknown = wrapper.isDependencyTreeStatic() ? wrapper.instance : null;
      if (typeof instance !== 'object' || instance === null) continue;
      const prototype: unknown = Object.getPrototypeOf(instance);
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) this.collectMethod(instance, name);
    }
  }

  /** Registers a handler by hand. */
  register(
    queue: string,
    name: string,
    handler: JobHandlerFunction,
    schedule: RepeatSchedule | null = null,
    retryLimit: RetryLimit = GIVE_UP_AFTER_A_DAY,
  ): void {
    const key = `${queue}/${name}`;
    // Its jobs would never be handed over.
    if (!this.queues.has(queue)) throw new Error(`The queue of the job ${key} is not registered.`);
    if (this.handlers.has(key)) throw new Error(`Two handlers for the job ${key}.`);
    if (schedule !== null) {
      checkSchedule(name, schedule);
      this.scheduled.set(name, schedule);
    }
    this.handlers.set(key, handler);
    this.retryLimits.set(key, retryLimit);
  }

  /** Registers by hand the method that runs when work is given up. */
  registerGivenUp(queue: string, name: string, givenUp: GivenUpFunction): void {
    const key = `${queue}/${name}`;
    if (this.givenUp.has(key)) throw new Error(`Two methods for giving up the job ${key}.`);
    this.givenUp.set(key, givenUp);
  }

  /** For how long failing work is retried; a week if only another version has a handler for it. */
  retryLimitOf(queue: string, name: string): RetryLimit {
    return this.retryLimits.get(`${queue}/${name}`) ?? GIVE_UP_AFTER_A_WEEK;
  }

  findGivenUp(queue: string, name: string): GivenUpFunction | null {
    return this.givenUp.get(`${queue}/${name}`) ?? null;
  }

  find(queue: string, name: string): JobHandlerFunction | null {
    return this.handlers.get(`${queue}/${name}`) ?? null;
  }

  /** The repeatables by name. */
  schedules(): ReadonlyMap<string, RepeatSchedule> {
    return this.scheduled;
  }

  private collectMethod(instance: object, method: string): void {
    const candidate: unknown = Reflect.get(instance, method);
    if (typeof candidate !== 'function') return;
    const givenUp = Reflect.getMetadata(JOB_GIVEN_UP, candidate) as GivenUpMetadata | undefined;
    if (givenUp !== undefined) {
      // The decorators' types allow them only on methods with these arguments and results.
      const clean = candidate.bind(instance) as (...args: readonly unknown[]) => Promise<void>;
      this.registerGivenUp(givenUp.queue, givenUp.name, async (payload, context) => {
        const args = givenUp.argumentsOf(payload, context);
        if (args !== null) await clean(...args);
      });
    }
    const metadata = Reflect.getMetadata(JOB_HANDLER, candidate) as JobHandlerMetadata | undefined;
    if (metadata === undefined) return;
    const handle = candidate.bind(instance) as (...args: readonly unknown[]) => Promise<JobResult>;
    const handler: JobHandlerFunction = async (payload, context) => {
      const args = metadata.argumentsOf(payload, context);
      if (args === null) throw new UnreadablePayload();
      return handle(...args);
    };
    this.register(metadata.queue, metadata.name, handler, metadata.schedule, metadata.retryLimit);
  }
}
