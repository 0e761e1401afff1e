import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { idempotencyInProgress, idempotencyKeyReused } from '../database/idempotency.js';
import {
  bodyTooLarge,
  internalError,
  malformedRequest,
  notFound,
  permissionDenied,
  rateLimited,
  unauthenticated,
  unsupportedMediaType,
  validationFailed,
  findProblem,
  type FieldError,
  type ProblemKind,
} from '../http/problem.js';
import { NO_SUCH_PROPERTY } from '../http/validation-problem.js';
import { PROBLEMS_OF_CALL } from './describe.js';
import { exampleOf, type Schema } from './examples.js';
import { closeSchema, refineProperty, refineSchemas } from './refine-schemas.js';

interface Operation {
  operationId?: string;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    example?: unknown;
    style?: string;
    explode?: boolean;
    schema?: Schema;
  }[];
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, { description: string; content?: Record<string, MediaType> }>;
  'x-access'?: { kind: string; permission?: string };
}

interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { summary: string; value: unknown }>;
}

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  description: 'RFC 9457 problem details; some codes bring members of their own, such as `requiredPermission`.',
  additionalProperties: true,
  properties: {
    type: { type: 'string', description: 'A page about this code.', example: '/problems/validation-failed' },
    title: { type: 'string', example: 'Something in the request is not valid' },
    status: { type: 'integer', example: 422 },
    detail: {
      type: 'string',
      description: 'For people: what is wrong and what to do.',
      example: 'Some of what was entered is not valid. Correct it and try again.',
    },
    hint: {
      type: 'string',
      description: 'For the author of a program: headers, parameters, paths. Not to be shown to people.',
      example: '"errors" says for each field what is wrong; "pointer" names the field.',
    },
    code: { type: 'string', description: 'Stable, for programs.', example: 'validation-failed' },
    requestId: { type: 'string', example: '0b8f7f6e-8f0d-4c8e-9a0a-3c1b7f1e2d3c' },
    errors: {
      type: 'array',
      description: 'With 422: what is wrong, and where.',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', example: '/email' },
          detail: { type: 'string', example: 'Give one e-mail address, such as ada@example.com.' },
        },
      },
    },
  },
} as const;

/** Adds to Nest's document what can be derived: the problems of every call, an example of every body and answer. */
export function completeDocument(app: INestApplication, document: OpenAPIObject): OpenAPIObject {
  const own = problemsByOperation(app);
  const schemas = (document.components ??= {}).schemas ?? {};
  refineSchemas(schemas as Record<string, Schema>);
  document.components.schemas = { ...schemas, Problem: PROBLEM_SCHEMA as never }; // A literal schema of OpenAPI 3.
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, value] of Object.entries(methods)) {
      addPathParameters(path, value as Operation);
      complete(method, value as Operation, own, schemas as Record<string, Schema>);
    }
  }
  return document;
}

function complete(
  method: string,
  operation: Operation,
  own: ReadonlyMap<string, readonly ProblemKind[]>,
  schemas: Record<string, Schema>,
): void {
  describeQuery(operation);
  if (method === 'post' && takesIdempotencyKey(operation)) addIdempotencyKey(operation);
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    closeSchema(media.schema ?? {}, schemas);
    addExample(media, schemas);
  }
  for (const response of Object.values(operation.responses)) {
    for (const media of Object.values(response.content ?? {})) addExample(media, schemas);
  }
  for (const problem of [...derivedProblems(method, operation), ...(own.get(operation.operationId ?? '') ?? [])]) {
    addProblem(operation, problem);
  }
}

/** Nest knows of those only that a handler reads by `@Param`; the organization's is read by the gate. */
function addPathParameters(path: string, operation: Operation): void {
  const given = operation.parameters ?? [];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...given.find((parameter) => parameter.in === 'path' && parameter.name === name),
    name,
    in: 'path',
    required: true,
    ...(name.endsWith('Id') ? describedId(name) : {}),
    // Where it says `/leads/{id}`, the address itself says of what.
    ...(name === 'id' ? describedId(`${/(\w+)s\/\{id\}/.exec(path)?.[1] ?? 'thing'}Id`) : {}),
  }));
  operation.parameters = [...inPath, ...given.filter((parameter) => parameter.in !== 'path')];
}

function describedId(name: string) {
  return { description: `Id of the ${name.slice(0, -2)}.`, schema: { type: 'string', format: 'uuid' } };
}

/** A filter of several values is written with commas, and what has a default may be left out. */
function describeQuery(operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in !== 'query' || !parameter.schema) continue;
    refineProperty(parameter.name, parameter.schema);
    if (parameter.schema.default !== undefined) parameter.required = false;
    if (parameter.schema.type === 'array') Object.assign(parameter, { style: 'form', explode: false });
    if (!parameter.required) moveExample(parameter, parameter.schema);
  }
}

/** "Try it out" would fill an example in, and so filter by what nobody asked for; among the words it does no harm. */
function moveExample(parameter: { description?: string }, schema: Schema): void {
  const { example } = schema;
  delete schema.example;
  if ((typeof example !== 'string' && typeof example !== 'number') || schema.enum) return;
  parameter.description = `${parameter.description ?? ''} For example \`${example}\`.`.trim();
}

/** Webhooks and uploads take none. */
function takesIdempotencyKey(operation: Operation): boolean {
  return operation['x-access'] !== undefined && operation.requestBody?.content['multipart/form-data'] === undefined;
}

function addIdempotencyKey(operation: Operation): void {
  (operation.parameters ??= []).push({
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Repeat the call with the same key and body, and its first answer is replayed for 24 hours.',
    schema: { type: 'string', maxLength: 255 },
  });
}

function derivedProblems(method: string, operation: Operation): ProblemKind[] {
  const access = operation['x-access'];
  const takesBody = operation.requestBody !== undefined;
  const organizationNotFound = findProblem('organization-not-found');
  return [
    malformedRequest,
    ...(takesBody ? [bodyTooLarge, unsupportedMediaType] : []),
    ...(access ? [unauthenticated] : []),
    rateLimited,
    ...(access?.kind === 'superadmin' ? [notFound] : []),
    ...(access?.kind === 'permission' && organizationNotFound ? [organizationNotFound, permissionDenied] : []),
    validationFailed,
    ...(method === 'post' && takesIdempotencyKey(operation) ? [idempotencyKeyReused, idempotencyInProgress] : []),
    internalError,
  ];
}

function addProblem(operation: Operation, kind: ProblemKind): void {
  const response = (operation.responses[String(kind.status)] ??= { description: '' });
  const codes = response.description === '' ? [] : response.description.split(', ');
  if (!codes.includes(`\`${kind.code}\``)) response.description = [...codes, `\`${kind.code}\``].join(', ');
  const media = ((response.content ??= {})['application/problem+json'] ??= {
    schema: { $ref: '#/components/schemas/Problem' },
    examples: {},
  });
  (media.examples ??= {})[kind.code] = { summary: kind.title, value: problemExample(kind, operation) };
}

function problemExample(kind: ProblemKind, operation: Operation): object {
  return {
    type: `/problems/${kind.code}`,
    title: kind.title,
    status: kind.status,
    detail: kind.detail,
    code: kind.code,
    requestId: '0b8f7f6e-8f0d-4c8e-9a0a-3c1b7f1e2d3c',
    ...(kind.hint === undefined ? {} : { hint: kind.hint }),
    ...(kind.code === 'validation-failed' ? { errors: [fieldErrorExample(operation)] } : {}),
    ...(kind.code === 'permission-denied' ? { requiredPermission: operation['x-access']?.permission } : {}),
  };
}

/** A mistake that this very call answers so. */
function fieldErrorExample({ parameters = [], requestBody }: Operation): FieldError {
  if (parameters.some(({ name }) => name === 'limit')) {
    return { pointer: '/limit', detail: 'Give a whole number from 1 to 100.' };
  }
  const takesProperties = requestBody !== undefined || parameters.some((parameter) => parameter.in === 'query');
  return { pointer: '/colour', detail: takesProperties ? NO_SUCH_PROPERTY : 'This call takes no such parameter.' };
}

/** Of a file there is no example in JSON; the page offers to choose one. */
function addExample(media: MediaType, schemas: Record<string, Schema>): void {
  if (!media.schema || media.example !== undefined || media.examples !== undefined || holdsFile(media.schema)) return;
  media.example = exampleOf(media.schema, schemas);
}

function holdsFile({ format, properties = {} }: Schema): boolean {
  return format === 'binary' || Object.values(properties).some((property) => property.format === 'binary');
}

function problemsByOperation(app: INestApplication): Map<string, readonly ProblemKind[]> {
  const scanner = app.get(MetadataScanner, { strict: false });
  const found = new Map<string, readonly ProblemKind[]>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (!metatype) continue;
    const prototype = metatype.prototype as Record<string, object>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const problems = Reflect.getMetadata(PROBLEMS_OF_CALL, prototype[name] ?? {}) as ProblemKind[] | undefined;
      if (problems) found.set(`${metatype.name.replace(/Controller$/, '')}_${name}`, problems);
    }
  }
  return found;
}
