import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import type { AppViewRoute } from '@bull-board/api/typings/app';
import { ExpressAdapter } from '@bull-board/express';
import { Injectable } from '@nestjs/common';
import { Router, type Application } from 'express';
import { securityHeaders } from '../http/security-headers.js';
import { JobQueues } from './job-queues.js';
import { RedisService } from './redis.js';

export const DASHBOARD_PATH = '/admin/queues';

/** The one policy under which bull-board's page works unchanged: its styles are inline, its scripts are files. */
export const DASHBOARD_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

const FOREIGN_FONTS = /<link href="https:\/\/fonts\.googleapis\.com[^>]*>/;

/** bull-board's page without its one link to another server: opening a page of ours must not be visible to other servers. */
class OwnFontsAdapter extends ExpressAdapter {
  override setEntryRoute(entry: AppViewRoute): this {
    this.app[entry.method](entry.route, (_request, response, next) => {
      const { name, params } = entry.handler({ basePath: this.basePath, uiConfig: this.uiConfig });
      response.render(name, params, (error: Error | null, html: string) => {
        if (error) next(error);
        else response.send(html.replace(FOREIGN_FONTS, ''));
      });
    });
    return this;
  }
}

/** Builds the page on which platform admins watch the queues. It checks no permissions itself. */
@Injectable()
export class QueuesDashboard {
  constructor(
    private readonly queues: JobQueues,
    private readonly redis: RedisService,
  ) {}

  /** The router to mount, behind a guard, at {@link DASHBOARD_PATH}. */
  router(): Router {
    const adapter = new OwnFontsAdapter();
    adapter.setBasePath(DASHBOARD_PATH);
    createBullBoard({
      queues: this.queues.all().map((queue) => new BullAdapter(queue)),
      serverAdapter: adapter,
      options: { uiConfig: { boardTitle: 'Queues', hideDocsLink: true, pollingInterval: { showSetting: true } } },
    });
    const router = Router();
    router.use((_request, response, next) => {
      response.set({ ...securityHeaders(), 'Content-Security-Policy': DASHBOARD_CSP });
      // Bull waits for Redis without a limit; a page must not.
      if (this.redis.isUp()) next();
      else response.status(503).type('text/plain').send('Redis does not answer; the jobs are safe in Postgres.\n');
    });
    const pages = adapter.getRouter() as Application;
    // A separate Express application with its own settings: those of the service must not apply to it.
    pages.disable('x-powered-by');
    router.use(pages);
    return router;
  }
}
