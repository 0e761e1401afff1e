import type { Schema } from './examples.js';

/** The part of an OpenAPI operation that is used here. */
export interface Operation {
  operationId?: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, ResponseObject>;
  'x-access'?: { kind: string; permission?: string };
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  style?: string;
  explode?: boolean;
  schema?: Schema;
}

export interface ResponseObject {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, MediaType>;
}

export interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { summary: string; value: unknown }>;
}

/** Webhooks and uploads do not accept an `Idempotency-Key`. */
export function takesIdempotencyKey(operation: Operation): boolean {
  return operation['x-access'] !== undefined && operation.requestBody?.content['multipart/form-data'] === undefined;
}
