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

/** Values of a body that are validated in no time. */
const SMALL_BODY = 100;

/** Who is signed in, for the calls outside of any organization. */
export interface SignedInCaller {
  readonly user: User;
  readonly idempotency: IdempotencyClaim | null;
}

export interface GatedRequest extends ContextRequest {
  signedIn?: SignedInCaller;
}

/** What the header `Authorization` came to: a credential, or the refusal that is due once the body was found readable. */
type Presented = Credential | Problem;

/**
 * The gate of every route, in the order of the contract's table of answers: the body is readable, somebody is calling, not
 * too often, they may be here. The organization's own door is asked with the first statement of the use case (see `Entry`).
 * Of an upload no byte is read here; of a webhook none before its sender's address was counted.
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
   * Validating a large body costs something, which an organization's own members alone may cause: they are asked for first, and
   * once more with the use case. Of a small one what is wrong is found out at once, and told behind the door's answer.
   */
  private async authorizeLargeBody({ caller, bodyValues }: RequestContext): Promise<void> {
    if (caller && bodyValues > SMALL_BODY) await this.tenants.enter(caller);
  }

  /** Reads the credential. Why it is none is told behind what is wrong with the body, which so far nobody has looked at. */
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
      // Failures are counted by address: a guesser is slowed down however many tokens they try.
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
   * A key that has opened no door lately may be made up: it counts against its sender's address first, as failures do, and by
   * itself only while the address is within its limit. So made-up keys do not fill what counts them.
   */
  private countCredential(request: GatedRequest, credential: Credential): void {
    request.context.principal = credential.label;
    if (!this.isProven(credential)) this.countAddress(request);
    this.limiter.count(request.context, `${credential.kind}:${credential.id}`, LIMITS.credential);
    this.countMaker(request, credential);
  }

  /** A token's signature was verified; a key is known by the door that it has opened. */
  private isProven(credential: Credential): boolean {
    return credential.kind === 'user' || this.entries.hasEntered(credential.id, credential.key.organizationId);
  }

  /** All keys of one person together have the limit of one. */
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
    // Only known members count against the organization: a stranger must not be able to use up its limit.
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
    // An upload takes no key: its body would have to be read to tell whether it is the same.
    if (route.isPost && route.body === 'json')
      entry.idempotency = idempotencyClaim(request, credential.id, route.status);
  }

  private async recognize(request: GatedRequest, route: RouteFacts, credential: Credential): Promise<void> {
    if (credential.kind === 'api_key') {
      await this.refuseDeadKey(credential);
      if (route.mark.kind === 'superadmin') throw new Problem(notFound);
      throw new Problem(permissionDenied, {
        detail: 'This cannot be done with an API key, only by a person. Sign in to do it.',
      });
    }
    const { user, isSuperadmin } = await this.credentials.personOf(credential);
    if (route.mark.kind === 'superadmin' && !isSuperadmin) throw new Problem(notFound);
    const idempotency = route.isPost ? idempotencyClaim(request, user.id, route.status) : null;
    request.signedIn = { user, idempotency };
  }

  /** A key that counts no more is told so before anything else is said of where it knocked. */
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

/** A parameter or a body that a route does not read would be ignored in silence; it is refused instead. */
function refuseWhatNobodyReads({ query, body }: ContextRequest, route: RouteFacts): void {
  if (!route.readsQuery) {
    const [name] = Object.keys(query);
    if (name !== undefined) {
      throw invalid({ pointer: `/${escapePointer(name)}`, detail: 'This call takes no such parameter.' });
    }
  }
  if (route.readsBody || route.body !== 'json') return;
  const pointer = pointerToContent(body as unknown);
  if (pointer !== null) throw invalid({ pointer, detail: 'This call takes no body.' });
}

/** To the first property of a body, or to a body that is no object; null where there is nothing. */
function pointerToContent(body: unknown): string | null {
  if (body === undefined) return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return '';
  const [name] = Object.keys(body);
  return name === undefined ? null : `/${escapePointer(name)}`;
}
