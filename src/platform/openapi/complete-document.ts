import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ProblemKind } from '../http/problem.js';
import { HAS_ETAG, ID_OF_CALL, PROBLEMS_OF_CALL } from './describe.js';
import { addEtag, addResponseHeaders, RESPONSE_HEADERS } from './document-headers.js';
import { addIdempotencyKey, addPathParameters, describeQuery } from './document-parameters.js';
import { addProblems, PROBLEM_SCHEMA } from './document-problems.js';
import { exampleOf, type Schema } from './examples.js';
import { takesIdempotencyKey, type MediaType, type Operation } from './operation.js';
import { closeSchema, refineSchemas } from './refine-schemas.js';

/** What `@Describe` adds to Nest's description of a call. */
interface CallMetadata {
  readonly problems: readonly ProblemKind[];
  readonly hasEtag: boolean;
}

/**
 * Adds to Nest's document what can be derived: the problems and headers of every call, an example of every body and response.
 */
export function completeDocument(app: INestApplication, document: OpenAPIObject): OpenAPIObject {
  const metadata = metadataByOperation(app);
  const schemas = (document.components ??= {}).schemas ?? {};
  refineSchemas(schemas as Record<string, Schema>);
  document.components.schemas = { ...schemas, Problem: structuredClone(PROBLEM_SCHEMA) as never }; // A literal schema.
  document.components.headers = structuredClone(RESPONSE_HEADERS) as never;
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, value] of Object.entries(methods)) {
      const operation = value as Operation;
      addPathParameters(path, operation);
      complete(method, operation, schemas as Record<string, Schema>, metadata.get(operation.operationId ?? ''));
    }
  }
  return document;
}

function complete(
  method: string,
  operation: Operation,
  schemas: Record<string, Schema>,
  metadata?: CallMetadata,
): void {
  describeQuery(operation);
  // Also set for public calls: without it, generators use the document's own, or complain that it is missing.
  operation.security ??= [];
  if (method === 'post' && takesIdempotencyKey(operation)) addIdempotencyKey(operation);
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    closeSchema(media.schema ?? {}, schemas);
    addExample(media, schemas);
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    for (const media of Object.values(response.content ?? {})) addExample(media, schemas);
    if (metadata?.hasEtag && status.startsWith('2')) addEtag(response);
  }
  addProblems(method, operation, metadata?.problems ?? []);
  addResponseHeaders(method, operation);
}

/** A file in a response has no example in JSON; in a form its field may have one. */
function addExample(media: MediaType, schemas: Record<string, Schema>): void {
  if (!media.schema || media.example !== undefined || media.examples !== undefined) return;
  if (media.schema.format === 'binary') return;
  media.example = exampleOf(media.schema, schemas);
}

function metadataByOperation(app: INestApplication): Map<string, CallMetadata> {
  const scanner = app.get(MetadataScanner, { strict: false });
  const found = new Map<string, CallMetadata>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (!metatype) continue;
    const prototype = metatype.prototype as Record<string, object>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name] ?? {};
      const id = Reflect.getMetadata(ID_OF_CALL, handler) as string | undefined;
      if (id === undefined) continue;
      found.set(id, {
        problems: (Reflect.getMetadata(PROBLEMS_OF_CALL, handler) as ProblemKind[] | undefined) ?? [],
        hasEtag: Reflect.getMetadata(HAS_ETAG, handler) === true,
      });
    }
  }
  return found;
}
