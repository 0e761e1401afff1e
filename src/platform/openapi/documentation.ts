import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NextFunction, Response } from 'express';
import type { ContextRequest } from '../http/request-context.js';
import { securityHeaders } from '../http/security-headers.js';
import { completeDocument } from './complete-document.js';
import { toOpenApi31 } from './openapi-31.js';

const PAGE = '/docs';
const DOCUMENT = '/openapi.json';

/** What the document says about the service. */
export interface ApiDescription {
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  /** The groups of calls, in the order in which a new reader needs them. */
  readonly tags: readonly (readonly [name: string, description: string])[];
}

/** Swagger UI at `/docs` and the document itself at `/openapi.json`. */
export function mountDocumentation(app: INestApplication, publicUrl: string, api: ApiDescription): void {
  for (const path of [PAGE, DOCUMENT]) app.use(path, withSecurityHeaders);
  SwaggerModule.setup(PAGE, app, () => createDocument(app, publicUrl, api), {
    useGlobalPrefix: false,
    jsonDocumentUrl: DOCUMENT,
    raw: ['json'],
    customSiteTitle: `${api.title} API`,
    // A token is kept in the page's memory only: in localStorage, it would outlive the tab and the sign-out.
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true, docExpansion: 'list', filter: true },
  });
}

function createDocument(app: INestApplication, publicUrl: string, api: ApiDescription): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle(api.title)
    .setVersion('1')
    .setDescription(api.description)
    // "Try it out" calls the first server: the origin of the page, by whichever host name it was opened.
    .addServer('/', 'This server')
    .addServer(publicUrl, 'The public address')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A session token, or an API key.' });
  for (const [name, description] of api.tags) builder.addTag(name, description);
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
