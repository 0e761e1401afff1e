import { Injectable } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { logger } from '../logging/logger.js';
import { errorCode } from './error-code.js';
import { JobQueues } from './job-queues.js';
import { JobRunner } from './job-runner.js';
import { QueueConnections } from './queue-connections.js';
import type { JobData } from './queues.js';
import { Repeatables } from './repeatables.js';

/** Attaches the processors to the queues, in the processes that run jobs. */
@Injectable()
export class Workers {
  private started = false;
  private stopped = false;

  constructor(
    private readonly queues: JobQueues,
    private readonly runner: JobRunner,
    private readonly repeatables: Repeatables,
    private readonly connections: QueueConnections,
  ) {}

  /** Starts working as soon as Redis is available; before that, Bull's start would fail late and unnoticed when closed. */
  start(): void {
    this.connections.onReady(() => {
      if (this.started || this.stopped) return;
      this.started = true;
      for (const { name, concurrency } of this.queues.definitions) this.attach(this.queues.get(name), concurrency);
    });
  }

  /** Fetches no further jobs; running ones may go on. Resolves when Bull has ended its reads, if Redis allows it. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.queues.all().map((queue) => queue.close(true)));
  }

  private attach(queue: Queue<JobData>, concurrency: number): void {
    const setWorkerName = queue.setWorkerName.bind(queue);
    // Bull drops this promise; if Redis disconnects at the wrong moment, its rejection would end the process.
    queue.setWorkerName = () => setWorkerName().catch(() => undefined);
    queue
      .process('*', concurrency, async (job: Job<JobData>) =>
        job.opts.repeat === undefined ? await this.runner.run(job) : await this.repeatables.addAnnouncedRun(job),
      )
      .catch((error: unknown) => {
        if (this.stopped) return;
        logger.error({ queue: queue.name, error: errorCode(error) }, 'the queue stopped working');
      });
  }
}
