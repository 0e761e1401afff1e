import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { logger } from '../logging/logger.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueues } from './job-queues.js';
import { JobRunner } from './job-runner.js';
import { QueueConnections } from './queue-connections.js';
import { RedisService } from './redis.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';
import { Repeatables } from './repeatables.js';
import { Sweeper } from './sweeper.js';
import { Workers } from './workers.js';
import { withTimeout } from './with-timeout.js';

/** How long a running handler may go on after the process was asked to stop. */
const HANDLERS_LIMIT_MS = 5_000;
/** Limits for the smaller steps; together with the above they stay below 8 s. */
const STEP_LIMIT_MS = 500;

/** Starts and stops job processing in this process, depending on its role. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private closing: Promise<void> | null = null;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    private readonly handlers: JobHandlers,
    private readonly queues: JobQueues,
    private readonly connections: QueueConnections,
    private readonly dispatcher: OutboxDispatcher,
    private readonly runner: JobRunner,
    private readonly sweeper: Sweeper,
    private readonly repeatables: Repeatables,
    private readonly workers: Workers,
    private readonly redis: RedisService,
  ) {}

  onApplicationBootstrap(): void {
    this.handlers.collect();
    for (const queue of this.queues.all()) {
      // Nest's own hook would close the queue without a limit, and hang on a Redis that does not answer.
      Object.assign(queue, { onApplicationShutdown: () => this.close() });
    }
    this.sweeper.start();
    if (this.configuration.processRole === 'api') return;
    this.workers.start();
    this.repeatables.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Stops within 8 s, whatever Redis and the handlers do; the remaining work is picked up by other processes. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    const began = performance.now();
    const fetching = this.workers.stop();
    const quiet = Promise.all([fetching, this.sweeper.close(), this.dispatcher.close(), this.repeatables.close()]);
    await this.runner.stop(HANDLERS_LIMIT_MS);
    await withTimeout(STEP_LIMIT_MS, quiet);
    // Bull stores the result of the last jobs right after their handlers end.
    await withTimeout(
      STEP_LIMIT_MS,
      this.connections.settled().catch(() => undefined),
    );
    this.connections.disconnect();
    this.redis.close();
    logger.debug({ ms: Math.round(performance.now() - began) }, 'jobs closed');
  }
}
