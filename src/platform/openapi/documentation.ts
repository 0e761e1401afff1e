import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NextFunction, Response } from 'express';
import type { ContextRequest } from '../http/request-context.js';
import { securityHeaders } from '../http/security-headers.js';
import { completeDocument } from './complete-document.js';
import { toOpenApi31 } from './openapi-31.js';

const PAGE = '/docs';
const DOCUMENT = '/openapi.json';

const DESCRIPTION = `
Organizations, members, invitations, seats and plans of a sales platform.

- **Credentials**: \`Authorization: Bearer …\` with a session token of Clerk, the token of \`POST /api/v1/auth/sign-in\`
  (local identity), or an organization's API key (\`clz_…\`). Enter it with the *Authorize* button.
- **Errors** are problem details (RFC 9457) with a stable \`code\`, which is documented at \`/problems/{code}\`.
- **Lists** return \`{ data, nextCursor }\`. Send the cursor as \`?cursor=\` to get the next page.
- **Idempotency**: every POST with credentials, except uploads, accepts an \`Idempotency-Key\`. Its response is replayed for 24 hours.
- **Times** are RFC 3339 in UTC, IDs are UUIDv7.
`;

/** The groups of calls, in the order in which a new reader needs them. */
const TAGS = [
  ['Account', 'The signed-in user, and the invitations to them'],
  ['Organizations', 'Create and manage organizations'],
  ['Settings', 'Name, currency, timezone, targets and logo'],
  ['Members', 'Members and their roles'],
  ['Invitations', 'Invite people by email'],
  ['Billing', 'Plans, seats and credits'],
  ['Roles', 'Roles and permissions'],
  ['Records', 'Leads, deals, campaigns and other sales records'],
  ['Assistant', 'Conversations with the AI assistant'],
  ['Import and export', 'Records as CSV files'],
  ['Reassignment', 'Move records between owners'],
  ['Analytics', 'Revenue, team results and reports'],
  ['Audit', 'The audit log'],
  ['API keys', 'API keys for scripts and integrations'],
  ['Webhooks', 'Events from the identity provider and Stripe'],
  ['Platform', 'For superadmins of the platform'],
] as const;

/** Swagger UI at `/docs` and the document itself at `/openapi.json`. */
export function mountDocumentation(app: INestApplication, publicUrl: string): void {
  for (const path of [PAGE, DOCUMENT]) app.use(path, withSecurityHeaders);
  SwaggerModule.setup(PAGE, app, () => createDocument(app, publicUrl), {
    useGlobalPrefix: false,
    jsonDocumentUrl: DOCUMENT,
    raw: ['json'],
    customSiteTitle: 'Organization Management API',
    // A token is kept in the page's memory only: in localStorage, it would outlive the tab and the sign-out.
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true, docExpansion: 'list' },
  });
}

function createDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Organization Management')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    // "Try it out" calls the first server: the origin of the page, by whichever host name it was opened.
    .addServer('/', 'This server')
    .addServer(publicUrl, 'The public address')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A session token, or an API key.' });
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build());
  const used = new Set(Object.values(document.paths).flatMap(tagsOf));
  document.tags = (document.tags ?? []).filter(({ name }) => used.has(name));
  return toOpenApi31(completeDocument(app, document));
}

/** Some groups have calls only with a certain configuration. */
function tagsOf(path: OpenAPIObject['paths'][string]): string[] {
  return [path.get, path.post, path.put, path.patch, path.delete].flatMap((operation) => operation?.tags ?? []);
}

/** These two are answered by Swagger's own routes, not by the one place that writes responses. */
function withSecurityHeaders(request: ContextRequest, response: Response, next: NextFunction): void {
  request.context.route = request.baseUrl;
  response.set({ ...securityHeaders(), 'Cache-Control': 'no-cache', 'X-Request-Id': request.context.requestId });
  next();
}
