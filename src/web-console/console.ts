import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Inject, Injectable } from '@nestjs/common';
import { Router, type NextFunction, type Request, type Response } from 'express';
import sirv from 'sirv';
import type { IdentitySettings } from '../identity/identity-configuration.js';
import { CONFIGURATION, type RunningConfiguration } from '../platform/config/configuration.js';
import { isLoopbackOrigin } from '../platform/config/formats/urls.js';
import { acceptsHtml } from '../platform/http/html-page.js';
import { writeAnswer } from '../platform/http/lean-express.adapter.js';
import type { ContextRequest, ContextResponse } from '../platform/http/request-context.js';
import { securityHeaders } from '../platform/http/security-headers.js';
import { consoleAddress, FRAMED, isNotFoundPage } from './console-addresses.js';
import { consolePage, withFirstPaint } from './console-page.js';
import { contentSecurityPolicy, signInPolicy } from './content-security-policy.js';

/** The folder of the built pages, beside the compiled service. */
const FOLDER = fileURLToPath(new URL('../console/', import.meta.url));

/** The security headers of a script or a style. */
const PART_HEADERS = new Set([
  'Cross-Origin-Resource-Policy',
  'Referrer-Policy',
  'Strict-Transport-Security',
  'X-Content-Type-Options',
]);

/** The web console: one page for all of its addresses, and the files that the page loads. */
@Injectable()
export class Console {
  private readonly framedPage: string;
  private readonly standalonePage: string;
  private readonly policy: string;
  private readonly signInPolicy: string;

  constructor(@Inject(CONFIGURATION) configuration: IdentitySettings & RunningConfiguration) {
    const { identity, product } = configuration;
    const mailCatcher = mailCatcherOf(configuration);
    const publishableKey = identity.provider === 'clerk' ? identity.publishableKey : null;
    const page = consolePage(readFileSync(join(FOLDER, 'index.html'), 'utf8'), { identity, product, mailCatcher });
    this.framedPage = withFirstPaint(page, 'framed');
    this.standalonePage = withFirstPaint(page, 'standalone');
    this.policy = contentSecurityPolicy(publishableKey, mailCatcher);
    this.signInPolicy = signInPolicy(publishableKey);
  }

  /** Mounted last: it answers a browser whose request no other route has answered. */
  router(): Router {
    const router = Router();
    const assets = sirv(join(FOLDER, 'assets'), { brotli: true, gzip: true, etag: true });
    router.use('/assets', onlyGetAndHead(withAssetHeaders), onlyGetAndHead(assets));
    // Not `get`, by which Express would also answer OPTIONS.
    router.use(
      onlyGetAndHead((request, response, next) => {
        this.answer(request as ContextRequest, response as ContextResponse, next);
      }),
    );
    return router;
  }

  private answer(request: ContextRequest, response: ContextResponse, next: NextFunction): void {
    const address = consoleAddress(request.path);
    if (address === null && !(isNotFoundPage(request.path) && acceptsHtml(request))) {
      next();
      return;
    }
    request.context.route = address ?? 'unknown';
    Object.assign(response.context.headers, {
      'Cache-Control': 'no-store',
      'Content-Security-Policy': address === '/sign-in' ? this.signInPolicy : this.policy,
      'X-Frame-Options': 'DENY',
    });
    response.statusCode = address === null ? 404 : 200;
    const page = address === FRAMED ? this.framedPage : this.standalonePage;
    writeAnswer(response, response.context, page, 'text/html; charset=utf-8');
  }
}

/** The mail catcher's page, for local development only: it is on this machine, and so has to be the browser. */
function mailCatcherOf({ production, publicUrl, mail }: RunningConfiguration): string | null {
  return !production && isLoopbackOrigin(publicUrl) ? (mail.catcherUrl ?? null) : null;
}

/** Passes on requests that are not reads. */
function onlyGetAndHead(handler: (request: Request, response: Response, next: NextFunction) => void) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'GET' || request.method === 'HEAD') handler(request, response, next);
    else next();
  };
}

/** The names of these files change with their content. */
function withAssetHeaders(request: Request, response: Response, next: NextFunction): void {
  const { context } = request as ContextRequest;
  context.route = '/assets/{file}';
  response.set({
    ...(/\.(js|css)$/.test(request.path) ? securityHeadersOfParts() : securityHeaders()),
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Request-Id': context.requestId,
    Vary: 'Accept-Encoding',
  });
  next();
}

/** Those that have a meaning for a script or a style, which is never a document: a page has several, and each would repeat 400 bytes. */
function securityHeadersOfParts(): Record<string, string> {
  return Object.fromEntries(Object.entries(securityHeaders()).filter(([name]) => PART_HEADERS.has(name)));
}
