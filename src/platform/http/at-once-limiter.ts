import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { Problem, rateLimited } from './problem.js';
import type { RequestContext } from './request-context.js';

/** So many requests of one kind may be under way at once: uploads, streams, files that are read slowly. */
export interface AtOnceLimit {
  /** The name in the `RateLimit` headers. */
  readonly name: string;
  /** Of one person or API key. */
  readonly perCaller: number;
  /** Of all callers of one organization together. */
  readonly perOrganization: number;
}

/** A person, an API key or an organization, whose requests under way are counted together. */
export interface RequestHolder {
  readonly kind: 'caller' | 'organization';
  readonly id: string;
}

/** An upload has a file of its own on this machine's disk until it is over. */
export const UPLOADS_AT_ONCE: AtOnceLimit = { name: 'uploads', perCaller: 10, perOrganization: 30 };

const RETRY_AFTER = 5;

/**
 * Limits long requests: each holds a connection, a file or a place in a queue for as long as its client takes. They are
 * counted in this process only, whose resources they use, until their answer or their connection has ended.
 */
@Injectable()
export class AtOnceLimiter {
  private readonly enabled: boolean;
  private readonly underWay = new Map<string, Set<RequestContext>>();

  constructor(@Inject(CONFIGURATION) configuration: RunningConfiguration) {
    this.enabled = configuration.rateLimits;
  }

  /** Whether {@link begin} would count the request. */
  hasRoom(holder: RequestHolder, limit: AtOnceLimit): boolean {
    return !this.enabled || (this.underWay.get(keyOf(holder, limit))?.size ?? 0) < mostOf(holder, limit);
  }

  /**
   * Counts the request for this holder until it has ended; a request that is counted for it already is not counted again.
   *
   * @throws 429 `rate-limited` where the holder has as many under way already
   */
  begin(context: RequestContext, holder: RequestHolder, limit: AtOnceLimit): void {
    if (!this.enabled) return;
    const key = keyOf(holder, limit);
    const requests = this.underWay.get(key) ?? new Set();
    if (requests.has(context)) return;
    if (!this.hasRoom(holder, limit)) throw refusalOf(context, holder, limit);
    requests.add(context);
    this.underWay.set(key, requests);
    context.whenOver(() => {
      requests.delete(context);
      if (requests.size === 0) this.underWay.delete(key);
    });
  }
}

function keyOf({ kind, id }: RequestHolder, { name }: AtOnceLimit): string {
  return `${name}:${kind}:${id}`;
}

function mostOf({ kind }: RequestHolder, { perCaller, perOrganization }: AtOnceLimit): number {
  return kind === 'caller' ? perCaller : perOrganization;
}

/** `qu` is the unit of the quota in the IETF's draft (httpapi-ratelimit-headers). */
function refusalOf(context: RequestContext, holder: RequestHolder, limit: AtOnceLimit): Problem {
  const most = mostOf(holder, limit);
  const name = holder.kind === 'caller' ? limit.name : `organization-${limit.name}`;
  const whose = holder.kind === 'caller' ? 'your' : 'your organization’s';
  context.headers['RateLimit-Policy'] = `"${name}";q=${most};qu="concurrent-requests"`;
  context.headers['RateLimit'] = `"${name}";r=0;t=${RETRY_AFTER}`;
  return new Problem(rateLimited, {
    detail: `There are already ${most} of ${whose} requests of this kind in progress. Wait until one has finished.`,
    retryAfter: RETRY_AFTER,
  });
}
