import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { Problem, rateLimited } from './problem.js';
import type { RequestContext } from './request-context.js';

/** How many requests of one kind a credential may have under way at once: uploads, streams, files that are read slowly. */
export interface AtOnceLimit {
  /** The name in the `RateLimit` headers. */
  readonly name: string;
  readonly most: number;
}

/** An upload has its own file on this machine's disk until it has ended. */
export const UPLOADS_AT_ONCE: AtOnceLimit = { name: 'uploads', most: 10 };

const RETRY_AFTER = 5;

/**
 * Limits long requests: each holds a connection, a file or a place in a queue for as long as its client takes. They are
 * counted in this process only, whose resources they use, until their answer or their connection has ended.
 */
@Injectable()
export class AtOnceLimiter {
  private readonly enabled: boolean;
  private readonly underWay = new Map<string, number>();

  constructor(@Inject(CONFIGURATION) configuration: RunningConfiguration) {
    this.enabled = configuration.rateLimits;
  }

  /** @throws 429 `rate-limited` if the credential has reached the limit */
  begin(context: RequestContext, credential: string, limit: AtOnceLimit): void {
    if (!this.enabled) return;
    const key = `${limit.name}:${credential}`;
    const others = this.underWay.get(key) ?? 0;
    if (others >= limit.most) throw refusalOf(context, limit);
    this.underWay.set(key, others + 1);
    context.whenOver(() => {
      const left = (this.underWay.get(key) ?? 1) - 1;
      if (left === 0) this.underWay.delete(key);
      else this.underWay.set(key, left);
    });
  }
}

/** `qu` is the unit of the quota in the IETF's draft (httpapi-ratelimit-headers). */
function refusalOf(context: RequestContext, { name, most }: AtOnceLimit): Problem {
  context.headers['RateLimit-Policy'] = `"${name}";q=${most};qu="concurrent-requests"`;
  context.headers['RateLimit'] = `"${name}";r=0;t=${RETRY_AFTER}`;
  return new Problem(rateLimited, {
    detail: `You already have ${most} requests of this kind under way. Wait until one of them has ended, then try again.`,
    retryAfter: RETRY_AFTER,
  });
}
