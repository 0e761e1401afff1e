import { Injectable } from '@nestjs/common';
import { AtOnceLimiter, type AtOnceLimit, type RequestHolder } from '../platform/http/at-once-limiter.js';
import type { ContextRequest, RequestContext } from '../platform/http/request-context.js';
import { parseId, type OrganizationId } from '../platform/ids/ids.js';
import type { Credential } from './credentials.js';
import { EntryLog } from './entry-log.js';
import { KeyMakers } from './key-makers.js';

/** Counts requests that last: for their caller from the beginning, for the organization once its caller is known to belong to it. */
@Injectable()
export class RequestsUnderWay {
  constructor(
    private readonly limiter: AtOnceLimiter,
    private readonly entries: EntryLog,
    private readonly makers: KeyMakers,
  ) {}

  /** Whether {@link begin} would count the request. */
  hasRoom(request: ContextRequest, credential: Credential, limit: AtOnceLimit): boolean {
    return this.holdersOf(request, credential).every((holder) => this.limiter.hasRoom(holder, limit));
  }

  /**
   * Counts the request of a caller who is known, before its body is read: a body that never ends holds as much as any.
   *
   * @throws 429 `rate-limited`
   */
  begin(request: ContextRequest, credential: Credential, limit: AtOnceLimit): void {
    for (const holder of this.holdersOf(request, credential)) this.limiter.begin(request.context, holder, limit);
  }

  /**
   * Counts the request for an organization to which its caller turned out to belong, unless {@link begin} did so.
   *
   * @throws 429 `rate-limited`
   */
  beginInOrganization(context: RequestContext, organizationId: OrganizationId, limit: AtOnceLimit): void {
    this.limiter.begin(context, { kind: 'organization', id: organizationId }, limit);
  }

  /** A stranger must not be able to use up an organization's limit: only who was authorized there lately is counted at once. */
  private holdersOf({ params }: ContextRequest, credential: Credential): RequestHolder[] {
    const caller: RequestHolder = { kind: 'caller', id: this.callerOf(credential) };
    const id = parseId<OrganizationId>(params['organizationId']);
    const isMember = id !== null && this.entries.hasEntered(credential.id, id);
    return isMember ? [caller, { kind: 'organization', id }] : [caller];
  }

  /** The requests of a person and of all of their keys are counted together, once a key was authorized lately. */
  private callerOf({ kind, id }: Credential): string {
    const maker = kind === 'api_key' ? this.makers.makerOf(id) : undefined;
    return maker === undefined ? `${kind}:${id}` : `user:${maker}`;
  }
}
