import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { completeDocument } from './complete-document.js';

const DESCRIPTION = `
Organizations, members, invitations, seats and plans of a sales platform.

- **Credentials**: \`Authorization: Bearer …\`. Sign in at \`POST /api/v1/auth/sign-in\` (local identity), copy the token, and
  use the *Authorize* button.
- **Errors** are problem details (RFC 9457) with a stable \`code\`; its page is at \`/problems/{code}\`.
- **Lists** answer \`{ data, nextCursor }\`; give the cursor back as \`?cursor=\`.
- **Idempotency**: every POST of a signed-in caller takes an \`Idempotency-Key\`; its answer is replayed for 24 hours.
- **Times** are RFC 3339 in UTC, ids are UUIDv7.
`;

/** Swagger UI at `/docs` and the document itself at `/openapi.json`. */
export function mountDocumentation(app: INestApplication, publicUrl: string): void {
  SwaggerModule.setup('docs', app, () => createDocument(app, publicUrl), {
    useGlobalPrefix: false,
    jsonDocumentUrl: '/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Organization Management API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, docExpansion: 'list' },
  });
}

function createDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Organization Management')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    .addServer(publicUrl)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token that sign-in returned.' })
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return completeDocument(app, document);
}
