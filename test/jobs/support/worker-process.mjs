// A worker in a process of its own: it notes each run in the table `run` and then never ends it. SIGTERM closes it as
// the service closes; it then has to end by itself, since nothing calls process.exit.
// Started with DATABASE_URL, REDIS_URL and DIST (the folder of the compiled service) in its environment.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

const dist = process.env['DIST'];
const { CONFIGURATION } = await import(`${dist}/platform/config/configuration.js`);
const { GlobalDatabase } = await import(`${dist}/platform/database/global-database.js`);
const { JobHandlers } = await import(`${dist}/platform/jobs/job-handlers.js`);
const { QUEUES } = await import(`${dist}/queues.js`);
const { JobsModule } = await import(`${dist}/platform/jobs/jobs.module.js`);

const database = await new DataSource({ type: 'postgres', url: process.env['DATABASE_URL'] }).initialize();
const platform = {
  module: class Platform {},
  global: true,
  providers: [
    { provide: CONFIGURATION, useValue: { processRole: 'worker', redisUrl: process.env['REDIS_URL'] } },
    { provide: DataSource, useValue: database },
    { provide: GlobalDatabase, useValue: new GlobalDatabase(database) },
  ],
  exports: [CONFIGURATION, DataSource, GlobalDatabase],
};
class Application {}
Module({ imports: [platform, JobsModule.with(QUEUES)] })(Application);

const application = await NestFactory.create(Application, { logger: false });
application.get(JobHandlers).register('invitation-mail', 'send', async (_payload, context) => {
  await database.query('insert into run (outbox_id, worker) values ($1, $2)', [context.outboxId, 'killed']);
  await new Promise(() => undefined);
});
await application.init();

process.once('SIGTERM', async () => {
  await application.close();
  await database.destroy();
});
