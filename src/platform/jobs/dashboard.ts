import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Injectable } from '@nestjs/common';
import { Router } from 'express';
import { JobQueues } from './job-queues.js';
import { RedisService } from './redis.js';

export const DASHBOARD_PATH = '/admin/queues';

/** The one policy under which bull-board's page works as it is: its styles are inline, its scripts are files. */
export const DASHBOARD_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/** Builds the page on which platform admins watch the queues. It guards nothing itself. */
@Injectable()
export class QueuesDashboard {
  constructor(
    private readonly queues: JobQueues,
    private readonly redis: RedisService,
  ) {}

  /** The router to mount, behind a guard, at {@link DASHBOARD_PATH}. */
  router(): Router {
    const adapter = new ExpressAdapter();
    adapter.setBasePath(DASHBOARD_PATH);
    createBullBoard({
      queues: this.queues.all().map((queue) => new BullAdapter(queue)),
      serverAdapter: adapter,
      options: { uiConfig: { boardTitle: 'Queues', hideDocsLink: true, pollingInterval: { showSetting: true } } },
    });
    const router = Router();
    router.use((_request, response, next) => {
      response.setHeader('Content-Security-Policy', DASHBOARD_CSP);
      // Bull waits for Redis for as long as it takes; a page must not.
      if (this.redis.isUp()) next();
      else response.status(503).type('text/plain').send('Redis does not answer; the jobs are safe in Postgres.\n');
    });
    router.use(adapter.getRouter() as Router);
    return router;
  }
}
