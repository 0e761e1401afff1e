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
  (local identity), or an organization's API key (\`clz_…\`). Paste it behind the *Authorize* button.
- **Errors** are problem details (RFC 9457) with a stable \`code\`; its page is at \`/problems/{code}\`.
- **Lists** answer \`{ data, nextCursor }\`; give the cursor back as \`?cursor=\`.
- **Idempotency**: every POST of a signed-in caller but uploads takes an \`Idempotency-Key\`; its answer is replayed for 24 hours.
- **Times** are RFC 3339 in UTC, ids are UUIDv7.
`;

/** The groups of calls, in the order in which somebody new meets them. */
const TAGS = [
  ['Signed in', 'Who one is and where one belongs'],
  ['Organizations', 'A workspace of a team'],
  ['Settings', 'Its name, currency, timezone, targets and logo'],
  ['Members', 'Who belongs to an organization, in which role'],
  ['Invitations', 'How people join'],
  ['Billing', 'Plans, seats and credits'],
  ['Roles', 'Who may do what'],
  ['Records', 'Leads, deals, campaigns and what else sales keep'],
  ['Assistant', 'Conversations with the AI assistant'],
  ['Import and export', 'Records as CSV files'],
  ['Reassignment', 'Records that change their owner'],
  ['Analytics', 'Revenue against targets, the team, and the report of both'],
  ['Audit', 'What was changed, and by whom'],
  ['API keys', 'Programs that act for an organization'],
  ['Webhooks', 'What the identity provider and Stripe tell'],
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
    // A token stays in the page's memory: kept in localStorage, it would outlive the tab and the sign-out.
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true, docExpansion: 'list' },
  });
}

function createDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Organization Management')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    // The first one is what "Try it out" calls: this very origin, whichever of its names the page was opened under.
    .addServer('/', 'This address')
    .addServer(publicUrl, 'Its public address')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A session token, or an API key.' });
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build());
  const used = new Set(Object.values(document.paths).flatMap(tagsOf));
  document.tags = (document.tags ?? []).filter(({ name }) => used.has(name));
  return toOpenApi31(completeDocument(app, document));
}

/** Some groups have calls only where the configuration says so. */
function tagsOf(path: OpenAPIObject['paths'][string]): string[] {
  return [path.get, path.post, path.put, path.patch, path.delete].flatMap((operation) => operation?.tags ?? []);
}

/** These two are answered by Swagger's own routes, not by the one place that writes answers. */
function withSecurityHeaders(request: ContextRequest, response: Response, next: NextFunction): void {
  request.context.route = request.baseUrl;
  response.set({ ...securityHeaders(), 'Cache-Control': 'no-cache', 'X-Request-Id': request.context.requestId });
  next();
}
