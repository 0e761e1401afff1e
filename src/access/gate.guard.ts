import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { User } from '../identity/users.js';
import type { IdempotencyClaim } from '../platform/database/tenancy.js';
import { readBody } from '../platform/http/body-reader.js';
import { invalid, notFound, permissionDenied, Problem, unauthenticated } from '../platform/http/problem.js';
import { RateLimiter } from '../platform/http/rate-limiter.js';
import { escapePointer } from '../platform/http/validation-problem.js';
import type { ContextRequest, ContextResponse } from '../platform/http/request-context.js';
import { parseId, type OrganizationId } from '../platform/ids/ids.js';
import { organizationNotFound } from './access.problems.js';
import { Credentials, type Credential } from './credentials.js';
import { EntryLog } from './entry-log.js';
import { Entry, type PermissionMark } from './entry.js';
import { KeyMakers } from './key-makers.js';
import { idempotencyClaim } from './idempotency-claim.js';
import { factsOf, type RouteFacts } from './route-facts.js';

/** Who is signed in, for the calls outside of any organization. */
export interface SignedInCaller {
  readonly user: User;
  readonly idempotency: IdempotencyClaim | null;
}

export interface GatedRequest extends ContextRequest {
  signedIn?: SignedInCaller;
}

/**
 * The gate of every route, in the order of the contract's table of answers: the body is readable, somebody is calling, not
 * too often, they may be here. The organization's own door is asked with the first statement of the use case (see `Entry`).
 */
@Injectable()
export class Gate implements CanActivate {
  constructor(
    private readonly credentials: Credentials,
    private readonly limiter: RateLimiter,
    private readonly entries: EntryLog,
    private readonly makers: KeyMakers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<GatedRequest>();
    const route = factsOf(context.getClass(), context.getHandler());
    request.context.route = templateOf(request);
    await readBody(request, http.getResponse<ContextResponse>(), route.body);
    await this.admit(request, route);
    refuseWhatNobodyReads(request, route);
    return true;
  }

  private async admit(request: GatedRequest, route: RouteFacts): Promise<void> {
    const { mark } = route;
    if (mark.kind === 'public') {
      this.limiter.count(request.context, `ip:${request.context.ip}`, 'address');
      return;
    }
    const credential = await this.authenticate(request);
    request.context.principal = credential.label;
    this.limiter.count(request.context, `${credential.kind}:${credential.id}`, 'credential');
    this.countMaker(request, credential);
    if (mark.kind === 'permission') await this.approach(request, route, mark, credential);
    else await this.recognize(request, route, credential);
  }

  /** Failures are counted by address: a guesser is slowed down however many tokens they try. */
  private async authenticate(request: GatedRequest): Promise<Credential> {
    try {
      return await this.credentials.read(request.headers.authorization);
    } catch (error) {
      this.limiter.count(request.context, `ip:${request.context.ip}`, 'address');
      throw error;
    }
  }

  /** A key that has opened no door lately may be made up: it counts against its sender's address, as failures do. */
  private countUnproven({ context }: GatedRequest, { kind }: Credential): void {
    if (kind === 'api_key') this.limiter.count(context, `ip:${context.ip}`, 'address');
  }

  /** All keys of one person together have the limit of one. */
  private countMaker({ context }: GatedRequest, { kind, id }: Credential): void {
    const maker = kind === 'api_key' ? this.makers.makerOf(id) : undefined;
    if (maker !== undefined) this.limiter.count(context, `maker:${maker}`, 'credential');
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
      this.countUnproven(request, credential);
      await this.refuseDeadKey(credential);
      throw new Problem(organizationNotFound);
    }
    context.organizationId = organizationId;
    // Only known members count against the organization: a stranger must not be able to use up its limit.
    if (this.entries.hasEntered(credential.id, organizationId)) {
      this.limiter.count(context, `organization:${organizationId}`, 'organization');
    } else this.countUnproven(request, credential);
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
      },
    );
    context.caller = entry;
    // An upload takes no key: its body would have to be read to tell whether it is the same.
    if (route.isPost && route.body === 'json')
      entry.idempotency = idempotencyClaim(request, credential.id, route.status);
  }

  private async recognize(request: GatedRequest, route: RouteFacts, credential: Credential): Promise<void> {
    if (credential.kind === 'api_key') {
      this.countUnproven(request, credential);
      await this.refuseDeadKey(credential);
      if (route.mark.kind === 'superadmin') throw new Problem(notFound);
      throw new Problem(permissionDenied, {
        detail: 'An API key acts without a person: sign in as a person for this call.',
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
