import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ConfigurationModule } from './config/configuration.module.js';
import type { RunningConfiguration } from './config/configuration.js';
import { DatabaseModule } from './database/database.module.js';
import { Console } from './console/console.js';
import { CreditThresholds } from './events/credits-used.js';
import { EndedInviters } from './events/ended-inviters.js';
import { Foundings } from './events/founded.js';
import { OwnerChanges } from './events/owner-changes.js';
import { PaymentFailures } from './events/payment-failed.js';
import { SeatOverruns } from './events/seats-over.js';
import { TimezoneChanges } from './events/timezone-changes.js';
import { AtOnceLimiter } from './http/at-once-limiter.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RateLimiter } from './http/rate-limiter.js';
import { RequestPipe } from './http/request.pipe.js';
import { Housekeeping } from './housekeeping/housekeeping.js';
import { JobsModule } from './jobs/index.js';
import { Mailer } from './mail/index.js';
import { ServiceMetrics } from './metrics/service-metrics.js';
import { ServicePages } from './pages/service-pages.js';
import { StorageModule } from './storage/storage.module.js';
import { WebhookEvents } from './webhooks/webhook-events.js';

const EVENTS = [
  CreditThresholds,
  EndedInviters,
  Foundings,
  OwnerChanges,
  PaymentFailures,
  SeatOverruns,
  TimezoneChanges,
];

/** The infrastructure below the business modules: configuration, database, jobs, request handling. */
@Global()
@Module({})
export class PlatformModule {
  static with(configuration: RunningConfiguration): DynamicModule {
    return {
      module: PlatformModule,
      imports: [ConfigurationModule.with(configuration), DatabaseModule, StorageModule, JobsModule],
      providers: [
        ...EVENTS,
        AtOnceLimiter,
        Console,
        Housekeeping,
        Mailer,
        RateLimiter,
        ServiceMetrics,
        ServicePages,
        WebhookEvents,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
      exports: [...EVENTS, AtOnceLimiter, Console, Mailer, RateLimiter, ServicePages, WebhookEvents],
    };
  }
}
