import { Inject, Injectable } from '@nestjs/common';
import { Router, type NextFunction, type Request, type Response } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import { isCanonicalToken } from '../identity/canonical-token.js';
import { Identity } from '../identity/identity.service.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { networkOf } from '../platform/http/client-address.js';
import { productName } from '../platform/config/product.js';
import { acceptsHtml, problemHtml } from '../platform/http/html-page.js';
import { writeAnswer } from '../platform/http/lean-express.adapter.js';
import { answerProblem } from '../platform/http/problem.filter.js';
import { Problem, unauthenticated } from '../platform/http/problem.js';
import { permissionDenied } from '../access/access.problems.js';
import { LIMITS, RateLimiter } from '../platform/http/rate-limiter.js';
import type { ContextRequest, ContextResponse } from '../platform/http/request-context.js';
import { parseId, type UserId } from '../platform/ids/ids.js';
import { DASHBOARD_PATH, QueuesDashboard } from '../platform/jobs/index.js';
import { deriveKey } from '../platform/secrets/index.js';

const COOKIE = 'dashboard_session';
const MINUTES = 15;
const ADVICE =
  'The job dashboard opens from the operator page, for 15 minutes. Sign in as a platform admin and choose “Job dashboard” there.';
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Guards the job dashboard. A browser cannot send a bearer token when it opens a page, so a superadmin exchanges the
 * bearer token for a cookie that is valid for this path, for fifteen minutes. Other requests get 401, never a
 * redirect, and writes must come from this service's own origin.
 */
@Injectable()
export class DashboardGuard {
  private readonly key: Uint8Array;
  private readonly secure: boolean;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: RunningConfiguration,
    private readonly identity: Identity,
    private readonly dashboard: QueuesDashboard,
    private readonly limiter: RateLimiter,
  ) {
    this.key = deriveKey(configuration.secret.current, 'dashboard-session');
    this.secure = configuration.publicUrl.startsWith('https:');
  }

  /** A router to mount at the dashboard's path. */
  router(): Router {
    const router = Router();
    router.use((request: Request, _response: Response, next: NextFunction) => {
      (request as ContextRequest).context.route = DASHBOARD_PATH;
      next();
    });
    router.post('/session', (request, response) =>
      this.answerProblems(request, response, () => this.openSession(request, response)),
    );
    router.use((request, response, next) =>
      this.answerProblems(request, response, async () => {
        await this.requireAccess(request);
        next();
      }),
    );
    router.use(this.dashboard.router());
    return router;
  }

  private async answerProblems(request: Request, response: Response, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.refuse(request as ContextRequest, response as ContextResponse, error);
    }
  }

  /** A person who opens the address learns how to sign in; the status is the same for everyone. */
  private refuse(request: ContextRequest, response: ContextResponse, problem: Problem): void {
    const { context } = request;
    if (problem.kind !== unauthenticated || !SAFE_METHODS.has(request.method) || !acceptsHtml(request)) {
      answerProblem(response, context, problem);
      return;
    }
    const withAdvice = new Problem(unauthenticated, { detail: ADVICE });
    const link = { href: '/operator', text: 'Sign in and open the operator page' };
    const page = problemHtml(withAdvice, context.requestId, productName(this.configuration), link);
    answerProblem(response, context, problem, page);
  }

  private async openSession(request: Request, response: Response): Promise<void> {
    const principal = await this.countFailures(request, async () => {
      const presented = await this.identity.authenticate(request.headers.authorization);
      await this.requireSuperadmin(presented.userId);
      return presented;
    });
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(principal.userId)
      .setExpirationTime(`${MINUTES}m`)
      .sign(this.key);
    response.cookie(COOKIE, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: this.secure,
      path: DASHBOARD_PATH,
      maxAge: MINUTES * 60_000,
    });
    response.statusCode = 204;
    writeAnswer(response, (request as ContextRequest).context, '', '');
  }

  private async requireAccess(request: Request): Promise<void> {
    await this.countFailures(request, async () => {
      await this.requireSuperadmin(await this.userOf(request));
    });
    if (!SAFE_METHODS.has(request.method) && !this.isOwnOrigin(request)) {
      throw new Problem(permissionDenied, {
        detail: 'Jobs can be changed only from the dashboard itself. Open it and try again.',
        hint: 'The header "Origin" has to be the origin of this service.',
      });
    }
  }

  /** Failures are counted by address, as for every request. */
  private async countFailures<T>(request: Request, identify: () => Promise<T>): Promise<T> {
    try {
      return await identify();
    } catch (error) {
      const { context } = request as ContextRequest;
      this.limiter.count(context, `ip:${networkOf(context.ip)}`, LIMITS.address);
      throw error;
    }
  }

  private async userOf(request: Request): Promise<UserId> {
    const token = cookieOf(request);
    if (token === null || !isCanonicalToken(token)) throw new Problem(unauthenticated);
    try {
      const { payload } = await jwtVerify(token, this.key, { algorithms: ['HS256'], requiredClaims: ['sub', 'exp'] });
      const userId = parseId<UserId>(payload.sub);
      if (userId) return userId;
    } catch {
      // The cookie is invalid, or has expired.
    }
    throw new Problem(unauthenticated);
  }

  /** Checked for every request, so that a superadmin who loses this role loses access with the next request. */
  private async requireSuperadmin(userId: UserId): Promise<void> {
    const user = await this.identity.userOf({ userId, expiresAt: 0 });
    if (!this.identity.isSuperadmin(user)) throw new Problem(unauthenticated);
  }

  private isOwnOrigin(request: Request): boolean {
    const { origin } = request.headers;
    return origin === new URL(this.configuration.publicUrl).origin;
  }
}

function cookieOf(request: Request): string | null {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${COOKIE}=`));
  return found ? found.slice(COOKIE.length + 1) : null;
}
