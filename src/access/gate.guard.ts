import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { User } from '../identity/users.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import type { IdempotencyClaim } from '../platform/database/tenancy.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import {
  readBody,
  refuseAnnouncedBody,
  refuseUnreadableAddress,
  type BodySender,
} from '../platform/http/body-reader.js';
import { networkOf } from '../platform/http/client-address.js';
import {
  invalid,
  notFound,
  permissionDenied,
  Problem,
  rateLimited,
  serviceUnavailable,
  unauthenticated,
} from '../platform/http/problem.js';
import { LIMITS, RateLimiter } from '../platform/http/rate-limiter.js';
import { escapePointer } from '../platform/http/validation-problem.js';
import type { ContextRequest, ContextResponse, RequestContext } from '../platform/http/request-context.js';
import { parseId, type OrganizationId } from '../platform/ids/ids.js';
import { organizationNotFound } from './access.problems.js';
import { Credentials, type Credential } from './credentials.js';
import { EntryLog } from './entry-log.js';
import { Entry, type PermissionMark } from './entry.js';
import { KeyMakers } from './key-makers.js';
import { idempotencyClaim } from './idempotency-claim.js';
import { RequestsUnderWay } from './requests-under-way.js';
import { factsOf, type RouteFacts } from './route-facts.js';

/** A body with up to so many values is validated in a negligible time. */
const SMALL_BODY = 100;

/** The user who is signed in, for routes outside of any organization. */
export interface SignedInCaller {
  readonly user: User;
  readonly idempotency: IdempotencyClaim | null;
}

export interface GatedRequest extends ContextRequest {
  signedIn?: SignedInCaller;
}

/**
 * The result of reading the header `Authorization`: a credential, or the refusal that is answered once the body could be read.
 */
type Presented = Credential | Problem;

/**
 * The guard of every route. It checks in the order of the contract's table of answers: the body can be read, the caller is
 * authenticated, the rate limit is not exceeded, access is allowed. The authorization query of the organization runs with the
 * first statement of the use case (see `Entry`). No byte of an upload is read here, and none of a webhook before the address
 * of its sender was counted.
 */
@Injectable()
export class Gate implements CanActivate {
  constructor(
    private readonly credentials: Credentials,
    private readonly limiter: RateLimiter,
    private readonly underWay: RequestsUnderWay,
    private readonly entries: EntryLog,
    private readonly makers: KeyMakers,
    private readonly tenants: TenantDatabase,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<GatedRequest>();
    const route = factsOf(context.getClass(), context.getHandler());
    request.context.route = templateOf(request);
    refuseUnreadableAddress(request);
    if (route.body === 'raw') refuseAnnouncedBody(request, 'raw');
    const presented = route.mark.kind === 'public' ? null : await this.present(request);
    this.beginUnderWay(request, route, presented);
    if (route.body === 'json') await this.readJson(request, http.getResponse<ContextResponse>(), presented);
    await this.admit(request, route, presented);
    if (route.body === 'raw') await this.readWebhook(request, http.getResponse<ContextResponse>());
    await this.authorizeLargeBody(request.context);
    refuseWhatNobodyReads(request, route);
    return true;
  }

  /**
   * Validating a large body is expensive, and only members of the organization may cause that cost. So they are authorized
   * before, and again together with the use case. A small body is validated at once, and its errors are answered after the
   * result of the authorization query.
   */
  private async authorizeLargeBody({ caller, bodyValues }: RequestContext): Promise<void> {
    if (caller && bodyValues > SMALL_BODY) await this.tenants.enter(caller);
  }

  /** Reads the credential. A refusal is answered only after the errors of the body, which has not been read at this point. */
  private async present(request: GatedRequest): Promise<Presented> {
    try {
      return await this.credentials.read(request.headers.authorization);
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  private async readJson(request: GatedRequest, response: ContextResponse, presented: Presented | null): Promise<void> {
    const sender = this.senderOf(request, presented);
    try {
      request.context.bodyValues = await readBody(request, response, 'json', sender);
    } catch (error) {
      // Too many bodies of unknown senders are under way: this one is refused unread.
      const isFull = error instanceof Problem && (error.kind === rateLimited || error.kind === serviceUnavailable);
      throw isFull && presented instanceof Problem ? presented : error;
    }
  }

  private async readWebhook(request: GatedRequest, response: ContextResponse): Promise<void> {
    await readBody(request, response, 'raw', this.senderOf(request, null));
  }

  private senderOf({ context }: GatedRequest, presented: Presented | null): BodySender {
    const isLimited = this.configuration.rateLimits;
    const isKnown = presented !== null && !(presented instanceof Problem) && this.isProven(presented);
    return { key: isKnown ? `${presented.kind}:${presented.id}` : networkOf(context.ip), isKnown, isLimited };
  }

  /** Beyond the limit the body is refused unread, and the request counts against the limits by minute like any other. */
  private beginUnderWay(request: GatedRequest, { atOnce }: RouteFacts, presented: Presented | null): void {
    if (!atOnce || presented === null || presented instanceof Problem) return;
    if (!this.underWay.hasRoom(request, presented, atOnce)) this.countCredential(request, presented);
    this.underWay.begin(request, presented, atOnce);
  }

  private async admit(request: GatedRequest, route: RouteFacts, presented: Presented | null): Promise<void> {
    const { mark } = route;
    if (presented === null) {
      this.countAddress(request);
      return;
    }
    if (presented instanceof Problem) {
      // Failures are counted by address, so that guessing is slowed down however many tokens are tried.
      this.countAddress(request);
      throw presented;
    }
    this.countCredential(request, presented);
    if (mark.kind === 'permission') await this.approach(request, route, mark, presented);
    else await this.recognize(request, route, presented);
  }

  private countAddress({ context }: GatedRequest): void {
    this.limiter.count(context, `ip:${networkOf(context.ip)}`, LIMITS.address);
  }

  /**
   * A key that was not authorized lately may be invented. It is counted against the address of its sender first, as failures
   * are, and by itself only while the address is within its limit. So invented keys do not fill the counters.
   */
  private countCredential(request: GatedRequest, credential: Credential): void {
    request.context.principal = credential.label;
    if (!this.isProven(credential)) this.countAddress(request);
    this.limiter.count(request.context, `${credential.kind}:${credential.id}`, LIMITS.credential);
    this.countMaker(request, credential);
  }

  /** The signature of a token was verified; an API key is known once it has been authorized. */
  private isProven(credential: Credential): boolean {
    return credential.kind === 'user' || this.entries.hasEntered(credential.id, credential.key.organizationId);
  }

  /** All API keys of one person share the limit of one. */
  private countMaker({ context }: GatedRequest, { kind, id }: Credential): void {
    const maker = kind === 'api_key' ? this.makers.makerOf(id) : undefined;
    if (maker !== undefined) this.limiter.count(context, `maker:${maker}`, LIMITS.credential);
  }

  private async approach(
    request: GatedRequest,
    route: RouteFacts,
    mark: PermissionMark,
    credential: Credential,
  ): Promise<void> {
    const { context, params } = request;
    const organizationId = parseId<OrganizationId>(params['organizationId']);
    const question = organizationId && this.credentials.questionAt(organizationId, credential);
    if (!organizationId || !question) {
      await this.refuseDeadKey(credential);
      throw new Problem(organizationNotFound);
    }
    context.organizationId = organizationId;
    // Only known members are counted against the organization: other callers must not be able to use up its limit.
    if (this.entries.hasEntered(credential.id, organizationId)) {
      this.limiter.count(context, `organization:${organizationId}`, LIMITS.organization);
    }
    const entry = new Entry(
      {
        organizationId,
        kind: credential.kind === 'user' ? 'member' : 'api_key',
        credentialId: credential.id,
        question,
        mark,
        pathMembershipId: parseId(params['membershipId']),
      },
      (passed) => {
        this.entries.entered(passed);
        // The organization of a caller who was not known to belong to it is counted from here on.
        if (route.atOnce) this.underWay.beginInOrganization(context, organizationId, route.atOnce);
      },
    );
    context.caller = entry;
    // An upload cannot have an idempotency key: its body would have to be read to tell whether it is the same.
    if (route.isPost && route.body === 'json')
      entry.idempotency = idempotencyClaim(request, credential.id, route.status);
  }

  private async recognize(request: GatedRequest, route: RouteFacts, credential: Credential): Promise<void> {
    if (credential.kind === 'api_key') {
      await this.refuseDeadKey(credential);
      if (route.mark.kind === 'superadmin') throw new Problem(notFound);
      throw new Problem(permissionDenied, {
        detail: 'This cannot be done with an API key. Sign in as a person to do it.',
      });
    }
    const { user, isSuperadmin } = await this.credentials.personOf(credential);
    if (route.mark.kind === 'superadmin' && !isSuperadmin) throw new Problem(notFound);
    const idempotency = route.isPost ? idempotencyClaim(request, user.id, route.status) : null;
    request.signedIn = { user, idempotency };
  }

  /** A key that is no longer valid is answered with 401 before anything is said about the path. */
  private async refuseDeadKey(credential: Credential): Promise<void> {
    if (credential.kind === 'api_key' && !(await this.credentials.isLive(credential))) {
      throw new Problem(unauthenticated);
    }
  }
}

/** The matched route of Express with its parameters by name, in the manner of OpenAPI. */
function templateOf(request: ContextRequest): string {
  const { path } = request.route as { path: string };
  return path.replace(/:(\w+)/g, '{$1}');
}

/** A parameter or body that the route does not read would be ignored silently; it is refused instead. */
function refuseWhatNobodyReads({ query, body }: ContextRequest, route: RouteFacts): void {
  if (!route.readsQuery) {
    const [name] = Object.keys(query);
    if (name !== undefined) {
      throw invalid({
        pointer: `/${escapePointer(name)}`,
        detail: 'This call does not accept this parameter. Remove it.',
      });
    }
  }
  if (route.readsBody || route.body !== 'json') return;
  const pointer = pointerToContent(body as unknown);
  if (pointer !== null) throw invalid({ pointer, detail: 'This call does not accept a body. Remove it.' });
}

/** Points to the first property of a body, or to a body that is not an object; null where the body is empty. */
function pointerToContent(body: unknown): string | null {
  if (body === undefined) return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return '';
  const [name] = Object.keys(body);
  return name === undefined ? null : `/${escapePointer(name)}`;
}
