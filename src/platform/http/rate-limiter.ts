import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { RedisService } from '../jobs/redis.js';
import { TIMED_OUT, withTimeout } from '../jobs/with-timeout.js';
import { Problem, rateLimited } from './problem.js';
import type { RequestContext } from './request-context.js';

/** A number of requests in a window of time. */
export interface Limit {
  /** The name in the `RateLimit` headers. */
  readonly name: string;
  readonly quota: number;
  readonly seconds: number;
}

/** Requests by credential, by organization, and by network address for callers who are not signed in. */
export const LIMITS = {
  credential: { name: 'credential', quota: 1_200, seconds: 60 },
  organization: { name: 'organization', quota: 12_000, seconds: 60 },
  address: { name: 'address', quota: 600, seconds: 60 },
} as const satisfies Record<string, Limit>;

const SYNC_EVERY = 250;
const SYNC_TIMEOUT = 1_000;
const TIDY_EVERY = 10_000;

interface Count {
  /** The key in Redis: one for each window. */
  readonly name: string;
  readonly seconds: number;
  readonly endsAt: number;
  /** What all processes together had counted at the last exchange with Redis. */
  shared: number;
  /** Counted here since then. */
  pending: number;
}

/**
 * Counts requests in Redis across processes, without any request waiting for it: each process counts by itself and exchanges
 * its counts four times a second. So a limit may be exceeded by what the other processes counted in the last 250 ms. Without
 * Redis the limits are open: no request is counted and none refused.
 */
@Injectable()
export class RateLimiter implements OnApplicationShutdown {
  private readonly enabled: boolean;
  private readonly timers: readonly NodeJS.Timeout[];
  private readonly counts = new Map<string, Count>();
  /** Counts that were not sent to Redis yet. */
  private readonly changed = new Set<Count>();
  private syncing = false;

  constructor(
    @Inject(CONFIGURATION) configuration: RunningConfiguration,
    private readonly redis: RedisService,
  ) {
    this.enabled = configuration.rateLimits;
    this.timers = [
      setInterval(() => void this.sync(), SYNC_EVERY).unref(),
      setInterval(() => {
        this.deleteEnded();
      }, TIDY_EVERY).unref(),
    ];
  }

  /**
   * Counts one request and sets the `RateLimit` headers of the tightest limit on its answer.
   *
   * @throws 429 `rate-limited`
   */
  count(context: RequestContext, key: string, limit: Limit): void {
    if (!this.enabled || !this.redis.isUp()) return;
    const count = this.countOf(key, limit);
    count.pending += 1;
    this.changed.add(count);
    const remaining = limit.quota - count.shared - count.pending;
    const seconds = Math.max(1, Math.ceil((count.endsAt - Date.now()) / 1000));
    describe(context, limit, remaining, seconds);
    if (remaining < 0) throw new Problem(rateLimited, { retryAfter: seconds });
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private countOf(key: string, { seconds }: Limit): Count {
    const window = Math.floor(Date.now() / 1000 / seconds);
    const name = `{rate}:${window}:${key}`;
    let count = this.counts.get(name);
    if (!count) {
      count = { name, seconds, endsAt: (window + 1) * seconds * 1000, shared: 0, pending: 0 };
      this.counts.set(name, count);
    }
    return count;
  }

  private deleteEnded(): void {
    const now = Date.now();
    for (const [name, { endsAt }] of this.counts) if (endsAt < now) this.counts.delete(name);
    for (const count of this.changed) if (count.endsAt < now) this.changed.delete(count);
  }

  private async sync(): Promise<void> {
    if (this.syncing || this.changed.size === 0 || !this.redis.isUp()) return;
    const changed = [...this.changed];
    this.syncing = true;
    try {
      await this.exchange(changed);
    } catch {
      // Redis is unavailable or slow: the counts stay here and are sent with the next exchange.
    } finally {
      this.syncing = false;
    }
  }

  private async exchange(changed: readonly Count[]): Promise<void> {
    const sent = changed.map((count) => count.pending);
    const pipeline = this.redis.client.pipeline();
    for (const [index, { name, seconds }] of changed.entries()) {
      pipeline.incrby(name, sent[index] ?? 0).expire(name, seconds * 2);
    }
    const answers = await withTimeout(SYNC_TIMEOUT, pipeline.exec());
    if (answers === TIMED_OUT) return;
    for (const [index, count] of changed.entries()) {
      const [error, total] = answers?.[index * 2] ?? [new Error('no answer'), null];
      if (error || typeof total !== 'number') continue;
      count.shared = total;
      count.pending -= sent[index] ?? 0;
      if (count.pending === 0) this.changed.delete(count);
    }
  }
}

/**
 * The `RateLimit` fields of the IETF's draft (httpapi-ratelimit-headers). The first limit is kept unless this one is tighter.
 */
function describe(context: RequestContext, limit: Limit, remaining: number, seconds: number): void {
  if (remaining >= context.requestsLeft) return;
  context.requestsLeft = remaining;
  context.headers['RateLimit-Policy'] = `"${limit.name}";q=${limit.quota};w=${limit.seconds}`;
  context.headers['RateLimit'] = `"${limit.name}";r=${Math.max(0, remaining)};t=${seconds}`;
}
