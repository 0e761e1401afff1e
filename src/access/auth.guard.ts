import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { User } from '../identity/users.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import type { IdempotencyClaim } from '../platform/database/tenancy.js';
import { TenantDatabase } from '../platform/database/tenant-database.js';
import { readBody, refuseAnnouncedBody, refuseNulInAddress, type BodySender } from '../platform/http/body-reader.js';
import { networkOf } from '../platform/http/client-address.js';
import {
  notFound,
  Problem,
  rateLimited,
  serviceUnavailable,
  unauthenticated,
  validationFailed,
} from '../platform/http/problem.js';
import { LIMITS, RateLimiter } from '../platform/http/rate-limiter.js';
import { escapePointer, NO_SUCH_PROPERTY } from '../platform/http/validation-problem.js';
import type { ContextRequest, ContextResponse, RequestContext } from '../platform/http/request-context.js';
import { parseId, type OrganizationId } from '../platform/ids/ids.js';
import { organizationNotFound, permissionDenied } from './access.problems.js';
import { Credentials, type Credential } from './credentials.js';
import { RecentAuthorizations } from './recent-authorizations.js';
import { AuthorizedContext, type PermissionRule } from './authorized-context.js';
import { KeyCreators } from './key-creators.js';
import { idempotencyClaim } from './idempotency-claim.js';
import { ConcurrentRequests } from './concurrent-requests.js';
import { routeMetadataOf, type RouteMetadata } from './route-metadata.js';

/** A body with up to so many values is validated in a negligible time. */
const SMALL_BODY = 100;

/** The user who is signed in, for routes outside of any organization. */
export interface SignedInCaller {
  readonly user: User;
  readonly idempotency: IdempotencyClaim | null;
}

export interface AuthorizedRequest extends ContextRequest {
  signedIn?: SignedInCaller;
}

/**
 * The result of reading the header `Authorization`: a credential, or the refusal that is answered once the body could be read.
 */
type PresentedCredential = Credential | Problem;

/**
 * The guard of every route. It checks in the order of the contract's table of answers: the body can be read, the caller is
 * authenticated, the rate limit is not exceeded, access is allowed. The authorization query of the organization runs with the
 * first statement of the use case (see `AuthorizedContext`). No byte of an upload is read here, and none of a webhook before the address
 * of its sender was counted.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly credentials: Credentials,
    private readonly limiter: RateLimiter,
    private readonly concurrentRequests: ConcurrentRequests,
    private readonly recentAuthorizations: RecentAuthorizations,
    private readonly keyCreators: KeyCreators,
    private readonly tenants: TenantDatabase,
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthorizedRequest>();
    const route = routeMetadataOf(context.getClass(), context.getHandler());
    request.context.route = routeTemplateOf(request);
    request.context.useCase = `${context.getClass().name}.${context.getHandler().name}`;
    refuseNulInAddress(request);
    if (route.body === 'raw') refuseAnnouncedBody(request, 'raw');
    const presented = route.accessRule.kind === 'public' ? null : await this.readCredential(request);
    this.beginConcurrent(request, route, presented);
    if (route.body === 'json') await this.readJson(request, http.getResponse<ContextResponse>(), presented);
    await this.checkCaller(request, route, presented);
    if (route.body === 'raw') await this.readWebhook(request, http.getResponse<ContextResponse>());
    await this.authorizeLargeBody(request.context);
    refuseUnreadInput(request, route);
    return true;
  }

  /**
   * Validating a large body is expensive, and only members of the organization may cause that cost. So they are authorized
   * before, and again together with the use case. A small body is validated at once, and its errors are answered after the
   * result of the authorization query.
   */
  private async authorizeLargeBody({ caller, bodyValues }: RequestContext): Promise<void> {
    if (caller && bodyValues > SMALL_BODY) await this.tenants.authorize(caller);
  }

  /** Reads the credential. A refusal is answered only after the errors of the body, which has not been read at this point. */
  private async readCredential(request: AuthorizedRequest): Promise<PresentedCredential> {
    try {
      return await this.credentials.read(request.headers.authorization);
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  private async readJson(
    request: AuthorizedRequest,
    response: ContextResponse,
    presented: PresentedCredential | null,
  ): Promise<void> {
    const sender = this.senderOf(request, presented);
    try {
      request.context.bodyValues = await readBody(request, response, 'json', sender);
    } catch (error) {
      // Too many bodies of unknown senders are under way: this one is refused unread.
      const isFull = error instanceof Problem && (error.kind === rateLimited || error.kind === serviceUnavailable);
      throw isFull && presented instanceof Problem ? presented : error;
    }
  }

  private async readWebhook(request: AuthorizedRequest, response: ContextResponse): Promise<void> {
    await readBody(request, response, 'raw', this.senderOf(request, null));
  }

  private senderOf({ context }: AuthorizedRequest, presented: PresentedCredential | null): BodySender {
    const isLimited = this.configuration.rateLimits;
    const isKnown = presented !== null && !(presented instanceof Problem) && this.isVerified(presented);
    return { key: isKnown ? `${presented.kind}:${presented.id}` : networkOf(context.ip), isKnown, isLimited };
  }

  /** Beyond the limit the body is refused unread, and the request counts against the limits by minute like any other. */
  private beginConcurrent(
    request: AuthorizedRequest,
    { concurrencyLimit: limit }: RouteMetadata,
    presented: PresentedCredential | null,
  ): void {
    if (!limit || presented === null || presented instanceof Problem) return;
    if (!this.concurrentRequests.hasCapacity(request, presented, limit)) this.countCredential(request, presented);
    this.concurrentRequests.begin(request, presented, limit);
  }

  private async checkCaller(
    request: AuthorizedRequest,
    route: RouteMetadata,
    presented: PresentedCredential | null,
  ): Promise<void> {
    const { accessRule: rule } = route;
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
    if (rule.kind === 'permission') await this.prepareAuthorization(request, route, rule, presented);
    else await this.authorizeSignedInUser(request, route, presented);
  }

  private countAddress({ context }: AuthorizedRequest): void {
    this.limiter.count(context, `ip:${networkOf(context.ip)}`, LIMITS.address);
  }

  /**
   * A key that was not authorized lately may be invented. It is counted against the address of its sender first, as failures
   * are, and by itself only while the address is within its limit. So invented keys do not fill the counters.
   */
  private countCredential(request: AuthorizedRequest, credential: Credential): void {
    request.context.principal = credential.label;
    if (!this.isVerified(credential)) this.countAddress(request);
    this.limiter.count(request.context, `${credential.kind}:${credential.id}`, LIMITS.credential);
    this.countKeyCreator(request, credential);
  }

  /** The signature of a token was verified; an API key is known once it has been authorized. */
  private isVerified(credential: Credential): boolean {
    return credential.kind === 'user' || this.recentAuthorizations.has(credential.id, credential.key.organizationId);
  }

  /** All API keys of one person share the limit of one. */
  private countKeyCreator({ context }: AuthorizedRequest, { kind, id }: Credential): void {
    const creator = kind === 'api_key' ? this.keyCreators.creatorOf(id) : undefined;
    if (creator !== undefined) this.limiter.count(context, `key-creator:${creator}`, LIMITS.credential);
  }

  private async prepareAuthorization(
    request: AuthorizedRequest,
    route: RouteMetadata,
    rule: PermissionRule,
    credential: Credential,
  ): Promise<void> {
    const { context, params } = request;
    const organizationId = parseId<OrganizationId>(params['organizationId']);
    const authorizationQuery = organizationId && this.credentials.authorizationQueryFor(organizationId, credential);
    if (!organizationId || !authorizationQuery) {
      await this.refuseInactiveKey(credential);
      throw new Problem(organizationNotFound);
    }
    context.organizationId = organizationId;
    // Only known members are counted against the organization: other callers must not be able to use up its limit.
    if (this.recentAuthorizations.has(credential.id, organizationId)) {
      this.limiter.count(context, `organization:${organizationId}`, LIMITS.organization);
    }
    const auth = new AuthorizedContext(
      {
        organizationId,
        kind: credential.kind === 'user' ? 'member' : 'api_key',
        credentialId: credential.id,
        authorizationQuery,
        accessRule: rule,
        pathMembershipId: parseId(params['membershipId']),
      },
      (authorized) => {
        this.recentAuthorizations.record(authorized);
        // The organization of a caller who was not known to belong to it is counted from here on.
        if (route.concurrencyLimit)
          this.concurrentRequests.beginInOrganization(context, organizationId, route.concurrencyLimit);
      },
    );
    context.caller = auth;
    // An upload cannot have an idempotency key: its body would have to be read to tell whether it is the same.
    if (route.isPost && route.body === 'json')
      auth.idempotency = idempotencyClaim(request, credential.id, route.status);
  }

  private async authorizeSignedInUser(
    request: AuthorizedRequest,
    route: RouteMetadata,
    credential: Credential,
  ): Promise<void> {
    if (credential.kind === 'api_key') {
      await this.refuseInactiveKey(credential);
      if (route.accessRule.kind === 'superadmin') throw new Problem(notFound);
      throw new Problem(permissionDenied, {
        detail: 'This cannot be done with an API key. Sign in as a person to do it.',
      });
    }
    const { user, isSuperadmin } = await this.credentials.userOf(credential);
    if (route.accessRule.kind === 'superadmin' && !isSuperadmin) throw new Problem(notFound);
    const idempotency = route.isPost ? idempotencyClaim(request, user.id, route.status) : null;
    request.signedIn = { user, idempotency };
  }

  /** A key that is no longer valid is answered with 401 before anything is said about the path. */
  private async refuseInactiveKey(credential: Credential): Promise<void> {
    if (credential.kind === 'api_key' && !(await this.credentials.isActive(credential))) {
      throw new Problem(unauthenticated);
    }
  }
}

/** The matched route of Express with its parameters by name, in the manner of OpenAPI. */
function routeTemplateOf(request: ContextRequest): string {
  const { path } = request.route as { path: string };
  return path.replace(/:(\w+)/g, '{$1}');
}

/** A parameter or body that the route does not read would be ignored silently; it is refused instead. */
function refuseUnreadInput({ query, body }: ContextRequest, route: RouteMetadata): void {
  if (!route.readsQuery) {
    const [name] = Object.keys(query);
    if (name !== undefined) {
      throw new Problem(validationFailed, {
        errors: [{ pointer: `/${escapePointer(name)}`, detail: NO_SUCH_PROPERTY }],
        hint: 'This call does not take query parameters.',
      });
    }
  }
  if (route.readsBody || route.body !== 'json') return;
  const pointer = pointerToContent(body as unknown);
  if (pointer === null) return;
  throw new Problem(validationFailed, {
    errors: [{ pointer, detail: NO_SUCH_PROPERTY }],
    hint: 'This call does not take a body.',
  });
}

/** Points to the first property of a body, or to a body that is not an object; null where the body is empty. */
function pointerToContent(body: unknown): string | null {
  if (body === undefined) return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return '';
  const [name] = Object.keys(body);
  return name === undefined ? null : `/${escapePointer(name)}`;
}
