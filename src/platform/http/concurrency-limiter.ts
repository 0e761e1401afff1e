import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from '../config/configuration.js';
import { Problem, rateLimited } from './problem.js';
import type { RequestContext } from './request-context.js';

/** So many requests of one kind may be under way at once: uploads, streams, files that are read slowly. */
export interface ConcurrencyLimit {
  /** The name in the `RateLimit` headers. */
  readonly name: string;
  /** Of one person or API key. */
  readonly perCaller: number;
  /** Of all callers of one organization together. */
  readonly perOrganization: number;
}

/** A person, an API key or an organization, whose requests under way are counted together. */
export interface LimitSubject {
  readonly kind: 'caller' | 'organization';
  readonly id: string;
}

/** An upload has a file of its own on this machine's disk until it is over. */
export const CONCURRENT_UPLOADS: ConcurrencyLimit = { name: 'uploads', perCaller: 10, perOrganization: 30 };

/** An export takes as long as the client needs to read it. */
export const EXPORTS_AT_ONCE: ConcurrencyLimit = { name: 'exports', perCaller: 5, perOrganization: 20 };

const RETRY_AFTER = 5;

/**
 * Limits long requests: each holds a connection, a file or a place in a queue for as long as its client takes. They are
 * counted in this process only, whose resources they use, until their answer or their connection has ended.
 */
@Injectable()
export class ConcurrencyLimiter {
  private readonly enabled: boolean;
  private readonly running = new Map<string, Set<RequestContext>>();

  constructor(@Inject(CONFIGURATION) configuration: RunningConfiguration) {
    this.enabled = configuration.rateLimits;
  }

  /** Whether {@link begin} would count the request. */
  hasCapacity(subject: LimitSubject, limit: ConcurrencyLimit): boolean {
    return !this.enabled || (this.running.get(keyOf(subject, limit))?.size ?? 0) < limitOf(subject, limit);
  }

  /**
   * Counts the request for this subject until it has ended; a request that is counted for it already is not counted again.
   *
   * @throws 429 `rate-limited` where the subject has as many under way already
   */
  begin(context: RequestContext, subject: LimitSubject, limit: ConcurrencyLimit): void {
    if (!this.enabled) return;
    const key = keyOf(subject, limit);
    const requests = this.running.get(key) ?? new Set();
    if (requests.has(context)) return;
    if (!this.hasCapacity(subject, limit)) throw refusalOf(context, subject, limit);
    requests.add(context);
    this.running.set(key, requests);
    context.onEnd(() => {
      requests.delete(context);
      if (requests.size === 0) this.running.delete(key);
    });
  }
}

function keyOf({ kind, id }: LimitSubject, { name }: ConcurrencyLimit): string {
  return `${name}:${kind}:${id}`;
}

function limitOf({ kind }: LimitSubject, { perCaller, perOrganization }: ConcurrencyLimit): number {
  return kind === 'caller' ? perCaller : perOrganization;
}

/** `qu` is the unit of the quota in the IETF's draft (httpapi-ratelimit-headers). */
function refusalOf(context: RequestContext, subject: LimitSubject, limit: ConcurrencyLimit): Problem {
  const maximum = limitOf(subject, limit);
  const name = subject.kind === 'caller' ? limit.name : `organization-${limit.name}`;
  const whose = subject.kind === 'caller' ? 'your' : 'your organization’s';
  context.headers['RateLimit-Policy'] = `"${name}";q=${maximum};qu="concurrent-requests"`;
  context.headers['RateLimit'] = `"${name}";r=0;t=${RETRY_AFTER}`;
  return new Problem(rateLimited, {
    detail: `There are already ${maximum} of ${whose} requests of this kind in progress. Wait until one has finished.`,
    retryAfter: RETRY_AFTER,
  });
}
