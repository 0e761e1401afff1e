import { Injectable } from '@nestjs/common';
import { ConcurrencyLimiter, type ConcurrencyLimit, type LimitSubject } from '../platform/http/concurrency-limiter.js';
import type { ContextRequest, RequestContext } from '../platform/http/request-context.js';
import { parseId, type OrganizationId } from '../platform/ids/ids.js';
import type { Credential } from './credentials.js';
import { RecentAuthorizations } from './recent-authorizations.js';
import { KeyCreators } from './key-creators.js';

/** Counts requests that last: for their caller from the beginning, for the organization once its caller is known to belong to it. */
@Injectable()
export class ConcurrentRequests {
  constructor(
    private readonly limiter: ConcurrencyLimiter,
    private readonly recentAuthorizations: RecentAuthorizations,
    private readonly keyCreators: KeyCreators,
  ) {}

  /** Whether {@link begin} would count the request. */
  hasCapacity(request: ContextRequest, credential: Credential, limit: ConcurrencyLimit): boolean {
    return this.subjectsOf(request, credential).every((subject) => this.limiter.hasCapacity(subject, limit));
  }

  /**
   * Counts the request of a caller who is known, before its body is read: a body that never ends holds as much as any.
   *
   * @throws 429 `rate-limited`
   */
  begin(request: ContextRequest, credential: Credential, limit: ConcurrencyLimit): void {
    for (const subject of this.subjectsOf(request, credential)) this.limiter.begin(request.context, subject, limit);
  }

  /**
   * Counts the request for an organization to which its caller turned out to belong, unless {@link begin} did so.
   *
   * @throws 429 `rate-limited`
   */
  beginInOrganization(context: RequestContext, organizationId: OrganizationId, limit: ConcurrencyLimit): void {
    this.limiter.begin(context, { kind: 'organization', id: organizationId }, limit);
  }

  /** A caller who is not a member must not be able to use up an organization's limit: only callers who were authorized there lately are counted at once. */
  private subjectsOf({ params }: ContextRequest, credential: Credential): LimitSubject[] {
    const caller: LimitSubject = { kind: 'caller', id: this.callerOf(credential) };
    const id = parseId<OrganizationId>(params['organizationId']);
    const isMember = id !== null && this.recentAuthorizations.has(credential.id, id);
    return isMember ? [caller, { kind: 'organization', id }] : [caller];
  }

  /** The requests of a person and of all of their keys are counted together, once a key was authorized lately. */
  private callerOf({ kind, id }: Credential): string {
    const creator = kind === 'api_key' ? this.keyCreators.creatorOf(id) : undefined;
    return creator === undefined ? `${kind}:${id}` : `user:${creator}`;
  }
}
