import { BullModule } from '@nestjs/bull';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { QueuePublisher } from './queue-publisher.js';
import { QueuesDashboard } from './dashboard.js';
import { DueWork } from './due-work.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueues } from './job-queues.js';
import { JobRunner } from './job-runner.js';
import { Jobs } from './jobs.js';
import { OutboxRows } from './outbox-rows.js';
import { Outbox } from './outbox.js';
import { QueueConnections } from './queue-connections.js';
import { QUEUE_DEFINITIONS, type QueueDefinition } from './queues.js';
import { RedisService } from './redis.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';
import { Repeatables } from './repeatables.js';
import { Sweeper } from './sweeper.js';
import { Workers } from './workers.js';

@Module({ providers: [QueueConnections], exports: [QueueConnections] })
class QueueConnectionsModule {}

/**
 * The outbox and the queue. Postgres is the truth, and Redis only delivers: rows are written with the change that needs them
 * ({@link Outbox}), handed over after the commit ({@link OutboxDispatcher}), and run by the methods that features decorate with
 * `@JobHandler` or `@Repeatable`.
 */
@Global()
@Module({})
export class JobsModule {
  /** @param queues the queues of all modules */
  static with(queues: readonly QueueDefinition[]): DynamicModule {
    return {
      module: JobsModule,
      imports: [
        DiscoveryModule,
        QueueConnectionsModule,
        BullModule.forRootAsync({
          imports: [QueueConnectionsModule],
          inject: [QueueConnections],
          useFactory: (connections: QueueConnections) => connections.bullOptions(),
        }),
        BullModule.registerQueue(...queues.map(({ name }) => ({ name }))),
      ],
      providers: [
        { provide: QUEUE_DEFINITIONS, useValue: queues },
        QueuePublisher,
        DueWork,
        JobHandlers,
        JobQueues,
        OutboxDispatcher,
        JobRunner,
        Jobs,
        Outbox,
        OutboxRows,
        QueuesDashboard,
        RedisService,
        Repeatables,
        Sweeper,
        Workers,
      ],
      exports: [DueWork, JobHandlers, OutboxDispatcher, Jobs, Outbox, QueuesDashboard, RedisService],
    };
  }
}
