import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ConfigurationModule } from './config/configuration.module.js';
import type { RunningConfiguration } from './config/configuration.js';
import { ChangeChannel } from './changes/change-channel.js';
import { DatabaseModule } from './database/database.module.js';
import { ConcurrencyLimiter } from './http/concurrency-limiter.js';
import { ExportPages } from './http/export-pages.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RateLimiter } from './http/rate-limiter.js';
import { RequestPipe } from './http/request.pipe.js';
import { DirectoryCleanup } from './cleanup/directory-cleanup.js';
import { JobsModule, type QueueDefinition } from './jobs/index.js';

import { Mailer } from './mail/index.js';
import { ServiceMetrics } from './metrics/service-metrics.js';
import { ServicePages } from './pages/service-pages.js';
import { StorageModule } from './storage/storage.module.js';
import { PLATFORM_TABLES } from './platform.tables.js';

/** What the modules of the service define together. */
export interface ServiceDefinitions {
  /** The queues of all modules. */
  readonly queues: readonly QueueDefinition[];
  /** The names of the service's locks, the first to be taken first. */
  readonly lockOrder: readonly string[];
}

/** The infrastructure below the business modules: configuration, database, jobs, request handling. */
@Global()
@Module({})
export class PlatformModule {
  static with(configuration: RunningConfiguration, { queues, lockOrder }: ServiceDefinitions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigurationModule.with(configuration),
        DatabaseModule.with(lockOrder),
        StorageModule,
        JobsModule.with(queues),
        TypeOrmModule.forFeature(PLATFORM_TABLES.entities),
      ],
      providers: [
        ChangeChannel,
        ConcurrencyLimiter,
        DirectoryCleanup,
        ExportPages,
        Mailer,
        RateLimiter,
        ServiceMetrics,
        ServicePages,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
      exports: [ChangeChannel, ConcurrencyLimiter, DirectoryCleanup, ExportPages, Mailer, RateLimiter, ServicePages],
    };
  }
}
