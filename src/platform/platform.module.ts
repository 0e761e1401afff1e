import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { CONFIGURATION, type RunningConfiguration } from './config/configuration.js';
import { DatabaseModule } from './database/database.module.js';
import { Console } from './console/console.js';
import { TimezoneChanges } from './events/timezone-changes.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RateLimiter } from './http/rate-limiter.js';
import { RequestPipe } from './http/request.pipe.js';
import { Housekeeping } from './housekeeping/housekeeping.js';
import { JobsModule } from './jobs/index.js';
import { ServiceMetrics } from './metrics/service-metrics.js';
import { ServicePages } from './pages/service-pages.js';
import { StorageModule } from './storage/storage.module.js';
import { WebhookEvents } from './webhooks/webhook-events.js';

/** Everything beneath the business: configuration, database, jobs, the way of a request. */
@Global()
@Module({})
export class PlatformModule {
  static with(configuration: RunningConfiguration): DynamicModule {
    return {
      module: PlatformModule,
      imports: [ConfigurationModule.with(configuration), DatabaseModule, StorageModule, JobsModule],
      providers: [
        Console,
        Housekeeping,
        RateLimiter,
        ServiceMetrics,
        ServicePages,
        TimezoneChanges,
        WebhookEvents,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
      exports: [Console, RateLimiter, ServicePages, TimezoneChanges, WebhookEvents],
    };
  }
}

@Global()
@Module({})
class ConfigurationModule {
  static with(configuration: RunningConfiguration): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [{ provide: CONFIGURATION, useValue: configuration }],
      exports: [CONFIGURATION],
    };
  }
}
