import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { API_DESCRIPTION } from './api-description.js';
import { AppModule } from './app.module.js';
import { withDemoSuperadmin } from './demo/demo-accounts.js';
import { DemoData } from './demo/demo-data.service.js';
import { DATABASE_SCHEMA } from './entities.js';
import { DashboardGuard } from './operator/dashboard-guard.js';
import type { RunningServiceConfiguration } from './configuration/service-configuration.js';
import { Console } from './web-console/console.js';
import { checkDatabase } from './platform/database/start-checks.js';
import { requestContextMiddleware } from './platform/http/request-context.middleware.js';
import { hostCheck } from './platform/http/host-check.js';
import { answerNotFound } from './platform/http/problem.filter.js';
import { LeanExpressAdapter } from './platform/http/lean-express.adapter.js';
import { DASHBOARD_PATH } from './platform/jobs/index.js';
import { NestLog } from './platform/logging/nest-log.js';
import { collectProcessMetrics } from './platform/metrics/metrics.js';
import { mountDocumentation } from './platform/openapi/documentation.js';
import { ServicePages } from './platform/pages/service-pages.js';

/** The service, ready to listen (or, as a worker, at work already). */
export async function createApplication(given: RunningServiceConfiguration): Promise<NestExpressApplication> {
  const configuration = withDemoSuperadmin(given);
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with(configuration),
    new LeanExpressAdapter(),
    { bodyParser: false, logger: new NestLog(), abortOnError: false },
  );
  await checkDatabase(app.get(DataSource), DATABASE_SCHEMA);
  // Before anything listens or works: a service that is ready has its data.
  if (configuration.demoData) await app.get(DemoData).createDemoAtStart();
  app.set('trust proxy', configuration.trustProxy);
  app.setGlobalPrefix('api/v1', { exclude: ['logos/:logoId', 'unsubscribe/:unsubscribeLink'] });
  app.use(requestContextMiddleware);
  app.use(hostCheck(configuration));
  app.use(app.get(ServicePages).router());
  app.use(DASHBOARD_PATH, app.get(DashboardGuard).router());
  mountDocumentation(app, configuration.publicUrl, API_DESCRIPTION);
  collectProcessMetrics();
  await app.init();
  app.use(app.get(Console).router());
  // After everything else: requests outside of the API that no other route answers.
  app.use(answerNotFound);
  return app;
}
