import { BlockList, isIPv6 } from 'node:net';
import { GlobalDatabase } from '../database/global-database.js';
import { Inject, Injectable } from '@nestjs/common';
import { Router, type Request, type Response } from 'express';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { answerProblem } from '../http/problem.filter.js';
import { notFound, Problem } from '../http/problem.js';
import { writeAnswer } from '../http/lean-express.adapter.js';
import type { ContextRequest, ContextResponse } from '../http/request-context.js';
import { RedisService } from '../jobs/index.js';
import { withTimeout, TIMED_OUT } from '../jobs/with-timeout.js';
import { registry } from '../metrics/metrics.js';
import { problemIndex, problemPage } from './problem-page.js';

const READY_LIMIT = 2_000;
const REFUSED_MAIL = `select exists (
  select 1 from outbox where finished_at is null and last_error like 'RefusedMailError%') as refused`;

/** The pages about the service itself, outside of the API: health, metrics, and the problems: a list, and one page each. */
@Injectable()
export class ServicePages {
  private readonly metricsAllow: BlockList;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    private readonly globalDatabase: GlobalDatabase,
    private readonly redis: RedisService,
  ) {
    this.metricsAllow = allowList(configuration.metricsAllow);
  }

  router(): Router {
    const router = Router();
    router.get(
      '/health/live',
      route('/health/live', (_request, response) => {
        answerJson(response, 200, { status: 'ok' });
      }),
    );
    router.get(
      '/health/ready',
      route('/health/ready', (_request, response) => this.ready(response)),
    );
    router.get(
      '/metrics',
      route('/metrics', (request, response) => this.metrics(request, response)),
    );
    router.get('/problems', route('/problems', problemIndex));
    router.get('/problems/:code', route('/problems/{code}', problemPage));
    return router;
  }

  /**
   * Ready means that Postgres is reachable. Redis and the mail server are only reported: without them requests are still
   * answered.
   */
  private async ready(response: ContextResponse): Promise<void> {
    const [database, mail] = await Promise.all([this.databaseState(), this.mailState()]);
    const status = database === 'up' ? 'ok' : 'unavailable';
    answerJson(response, database === 'up' ? 200 : 503, {
      status,
      database,
      redis: this.redis.isUp() ? 'up' : 'down',
      mail,
    });
  }

  /** `refused` while an email waits that the mail server does not accept from us, whichever process sends it. */
  private async mailState(): Promise<'ok' | 'refused' | 'unknown'> {
    try {
      const found = await withTimeout(READY_LIMIT, this.globalDatabase.query<{ refused: boolean }>(REFUSED_MAIL));
      return found === TIMED_OUT ? 'unknown' : found[0]?.refused ? 'refused' : 'ok';
    } catch {
      return 'unknown';
    }
  }

  private async databaseState(): Promise<'up' | 'down'> {
    try {
      return (await withTimeout(READY_LIMIT, this.globalDatabase.query('select 1'))) === TIMED_OUT ? 'down' : 'up';
    } catch {
      return 'down';
    }
  }

  private async metrics(request: Request, response: ContextResponse): Promise<void> {
    if (!this.canReadMetrics(request)) {
      answerProblem(response, response.context, new Problem(notFound));
      return;
    }
    const text = await registry.metrics();
    writeAnswer(response, response.context, text, registry.contentType);
  }

  /**
   * By the network of the socket itself: a header, which a client may forge, never grants access here. But it may deny it: a
   * request that a proxy on this machine forwards comes from a loopback address, and the default allows those only for this
   * machine's own scraper.
   */
  private canReadMetrics(request: Request): boolean {
    const { trustProxy, metricsThroughProxy } = this.configuration;
    if (trustProxy !== false && trustProxy !== 0 && !metricsThroughProxy && isForwarded(request)) return false;
    const address = request.socket.remoteAddress ?? '';
    const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
    return this.metricsAllow.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  }
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'] as const;

function isForwarded({ headers }: Request): boolean {
  return FORWARDED.some((name) => headers[name] !== undefined);
}

type Handler = (request: ContextRequest, response: ContextResponse) => void | Promise<void>;

function route(template: string, handler: Handler) {
  return async (request: Request, response: Response): Promise<void> => {
    (request as ContextRequest).context.route = template;
    await handler(request as ContextRequest, response as ContextResponse);
  };
}

function answerJson(response: ContextResponse, status: number, body: object): void {
  response.statusCode = status;
  writeAnswer(response, response.context, JSON.stringify(body), 'application/json; charset=utf-8');
}

function allowList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    list.addSubnet(address, Number(prefix), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return list;
}
