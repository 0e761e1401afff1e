import 'reflect-metadata';
import { Global, Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { CONFIGURATION, type ProcessRole } from '../../../src/platform/config/configuration.js';
import {
  JobHandler,
  OutboxDispatcher,
  Jobs,
  JobsModule,
  Outbox,
  Repeatable,
  type JobContext,
  type JobHandlerFunction,
  type JobPayload,
  type JobResult,
} from '../../../src/platform/jobs/index.js';
import { QUEUES } from '../../../src/queues.js';
import { logger } from '../../../src/platform/logging/logger.js';
import type { TestDatabase } from './database.js';
import { GlobalDatabase } from '../../../src/platform/database/global-database.js';

logger.level = 'silent';

/** What the handlers of one test process do; tests replace it. */
@Injectable()
export class Behaviour {
  mail: JobHandlerFunction = () => Promise.resolve('done');
  tickRuns = 0;
}

@Injectable()
class Handlers {
  constructor(private readonly behaviour: Behaviour) {}

  @JobHandler({ queue: 'invitation-mail', name: 'send', read: (payload) => payload })
  send(payload: JobPayload, context: JobContext): Promise<JobResult> {
    return this.behaviour.mail(payload, context);
  }
}

@Injectable()
class ScheduledTick {
  constructor(private readonly behaviour: Behaviour) {}

  @Repeatable('tick', { every: 1_000 })
  tick(): Promise<JobResult> {
    this.behaviour.tickRuns += 1;
    return Promise.resolve('done');
  }
}

/** One process of the service as far as jobs go: a Nest application with the module and handlers of the test's. */
export class TestProcess {
  private constructor(
    private readonly context: INestApplicationContext,
    private readonly database: TestDatabase,
  ) {}

  static async start(
    database: TestDatabase,
    redisUrl: string,
    role: ProcessRole,
    options: { repeatables?: boolean } = {},
  ): Promise<TestProcess> {
    @Global()
    @Module({
      providers: [
        { provide: CONFIGURATION, useValue: { processRole: role, redisUrl } },
        { provide: DataSource, useValue: database.source },
        GlobalDatabase,
      ],
      exports: [CONFIGURATION, DataSource, GlobalDatabase],
    })
    class Platform {}

    @Module({
      imports: [Platform, JobsModule.with(QUEUES)],
      providers: [Behaviour, Handlers, ...(options.repeatables === true ? [ScheduledTick] : [])],
    })
    class Application {}

    const nestOptions = new NestApplicationContextOptions();
    nestOptions.logger = false;
    return new TestProcess(await NestFactory.createApplicationContext(Application, nestOptions), database);
  }

  get behaviour(): Behaviour {
    return this.get(Behaviour);
  }

  get<T>(type: new (...args: never[]) => T): T {
    return this.context.get<T>(type, { strict: false });
  }

  /** Commits so many emails; answers their ids. */
  async enqueueMails(count: number): Promise<string[]> {
    return await new GlobalDatabase(this.database.source).transaction(async (tx) => {
      const ids: string[] = [];
      for (let mail = 0; mail < count; mail += 1) {
        const message = { organizationId: null, queue: 'invitation-mail', name: 'send', payload: { mail } } as const;
        ids.push(await this.get(Outbox).enqueueGlobal(tx, message));
      }
      return ids;
    });
  }

  dispatch(ids: readonly string[]): void {
    this.get(OutboxDispatcher).dispatch(ids);
  }

  /** Closes as the service does, and answers how many milliseconds it took. */
  async close(): Promise<number> {
    const began = performance.now();
    await this.get(Jobs).close();
    const took = performance.now() - began;
    await this.context.close();
    return took;
  }
}
