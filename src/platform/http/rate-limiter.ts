import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { RedisService } from '../jobs/redis.js';
import { LATE, within } from '../jobs/within.js';
import { Problem, rateLimited } from './problem.js';
import type { RequestContext } from './request-context.js';

/** Requests in a window of one minute: by credential, by organization, and by address where nobody is signed in. */
export const LIMITS = { credential: 1_200, organization: 12_000, address: 600 } as const;
export type LimitKind = keyof typeof LIMITS;

const WINDOW_SECONDS = 60;
const SYNC_EVERY = 250;
const SYNC_TIMEOUT = 1_000;

interface Count {
  /** What all processes together had counted when Redis was last asked. */
  shared: number;
  /** Counted here since. */
  pending: number;
}

/**
 * Counts requests in Redis across processes, without any request waiting for it: each process counts by itself and
 * exchanges its counts four times a second. So a limit may be passed by what the others counted in the last 250 ms.
 * Without Redis the limits are open: nobody is counted and nobody refused.
 */
@Injectable()
export class RateLimiter implements OnApplicationShutdown {
  private readonly enabled: boolean;
  private readonly timer: NodeJS.Timeout;
  private window = currentWindow();
  private counts = new Map<string, Count>();
  private syncing = false;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly redis: RedisService,
  ) {
    this.enabled = configuration.rateLimits;
    this.timer = setInterval(() => void this.sync(), SYNC_EVERY).unref();
  }

  /**
   * Counts one request and puts the `RateLimit` headers of the tightest limit on its answer.
   *
   * @throws 429 `rate-limited`
   */
  count(context: RequestContext, key: string, kind: LimitKind): void {
    if (!this.enabled || !this.redis.isUp()) return;
    const count = this.countOf(key);
    count.pending += 1;
    const limit = LIMITS[kind];
    const remaining = limit - count.shared - count.pending;
    const seconds = secondsLeft();
    describe(context, kind, remaining, seconds);
    if (remaining < 0) throw new Problem(rateLimited, { retryAfter: seconds });
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private countOf(key: string): Count {
    const window = currentWindow();
    if (window !== this.window) {
      this.window = window;
      this.counts = new Map();
    }
    let count = this.counts.get(key);
    if (!count) this.counts.set(key, (count = { shared: 0, pending: 0 }));
    return count;
  }

  private async sync(): Promise<void> {
    if (this.syncing || !this.redis.isUp()) return;
    const { counts, window } = this;
    const changed = [...counts].filter(([, count]) => count.pending > 0);
    if (changed.length === 0) return;
    this.syncing = true;
    try {
      await this.exchange(window, changed);
    } catch {
      // Redis is gone or slow: the counts stay here and go out with the next exchange.
    } finally {
      this.syncing = false;
    }
  }

  private async exchange(window: number, changed: [string, Count][]): Promise<void> {
    const sent = changed.map(([, count]) => count.pending);
    const pipeline = this.redis.client.pipeline();
    for (const [index, [key]] of changed.entries()) {
      const name = `{rate}:${window}:${key}`;
      pipeline.incrby(name, sent[index] ?? 0).expire(name, WINDOW_SECONDS * 2);
    }
    const answers = await within(SYNC_TIMEOUT, pipeline.exec());
    if (answers === LATE) return;
    for (const [index, [, count]] of changed.entries()) {
      const [error, total] = answers?.[index * 2] ?? [new Error('no answer'), null];
      if (error || typeof total !== 'number') continue;
      count.shared = total;
      count.pending -= sent[index] ?? 0;
    }
  }
}

/** The `RateLimit` fields of the IETF's draft (httpapi-ratelimit-headers). The first one told stays unless this is tighter. */
function describe(context: RequestContext, kind: LimitKind, remaining: number, seconds: number): void {
  if (remaining >= context.requestsLeft) return;
  context.requestsLeft = remaining;
  context.headers['RateLimit-Policy'] = `"${kind}";q=${LIMITS[kind]};w=${WINDOW_SECONDS}`;
  context.headers['RateLimit'] = `"${kind}";r=${Math.max(0, remaining)};t=${seconds}`;
}

function currentWindow(): number {
  return Math.floor(Date.now() / 1000 / WINDOW_SECONDS);
}

function secondsLeft(): number {
  return WINDOW_SECONDS - (Math.floor(Date.now() / 1000) % WINDOW_SECONDS);
}
