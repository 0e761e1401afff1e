import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ConfigurationModule } from './config/configuration.module.js';
import type { RunningConfiguration } from './config/configuration.js';
import { DatabaseModule } from './database/database.module.js';
import { Console } from './console/console.js';
import { CreditThresholds } from './events/credits-used.js';
import { RevokedInviters } from './events/revoked-inviters.js';
import { OrganizationCreations } from './events/organization-created.js';
import { OwnerChanges } from './events/owner-changes.js';
import { PaymentFailures } from './events/payment-failed.js';
import { SeatOverruns } from './events/seat-limit-exceeded.js';
import { TimezoneChanges } from './events/timezone-changes.js';
import { ConcurrencyLimiter } from './http/concurrency-limiter.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RateLimiter } from './http/rate-limiter.js';
import { RequestPipe } from './http/request.pipe.js';
import { DirectoryCleanup } from './cleanup/directory-cleanup.js';
import { JobsModule } from './jobs/index.js';
import { Mailer } from './mail/index.js';
import { ServiceMetrics } from './metrics/service-metrics.js';
import { ServicePages } from './pages/service-pages.js';
import { StorageModule } from './storage/storage.module.js';
import { WebhookEvents } from './webhooks/webhook-events.js';
import { PLATFORM_TABLES } from './platform.tables.js';

const EVENTS = [
  CreditThresholds,
  RevokedInviters,
  OrganizationCreations,
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
      imports: [
        ConfigurationModule.with(configuration),
        DatabaseModule,
        StorageModule,
        JobsModule,
        TypeOrmModule.forFeature(PLATFORM_TABLES.entities),
      ],
      providers: [
        ...EVENTS,
        ConcurrencyLimiter,
        Console,
        DirectoryCleanup,
        Mailer,
        RateLimiter,
        ServiceMetrics,
        ServicePages,
        WebhookEvents,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
      exports: [...EVENTS, ConcurrencyLimiter, Console, Mailer, RateLimiter, ServicePages, WebhookEvents],
    };
  }
}
