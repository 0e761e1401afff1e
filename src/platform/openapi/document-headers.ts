import { takesIdempotencyKey, type Operation, type ResponseObject } from './operation.js';

/** The headers of responses, described once under `components`. */
export const RESPONSE_HEADERS = {
  'X-Request-Id': {
    description: 'The ID of the request, as in the logs. Callers may send their own.',
    schema: { type: 'string' },
    example: '0b8f7f6e-8f0d-4c8e-9a0a-3c1b7f1e2d3c',
  },
  RateLimit: {
    description: 'What remains of the tightest limit that applies: `r` requests in the next `t` seconds.',
    schema: { type: 'string' },
    example: '"credential";r=1199;t=58',
  },
  'RateLimit-Policy': {
    description: 'The limit itself: `q` requests in `w` seconds.',
    schema: { type: 'string' },
    example: '"credential";q=1200;w=60',
  },
  'Retry-After': {
    description: 'The number of seconds after which to try again.',
    schema: { type: 'integer' },
    example: 30,
  },
  ETag: {
    description: 'The version of the resource, to be sent as `If-Match` with a change.',
    schema: { type: 'string' },
    example: '"1"',
  },
  'Idempotent-Replayed': {
    description: '`true` if this is the stored response to an earlier request with the same `Idempotency-Key`.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
  'WWW-Authenticate': {
    description: 'How to authenticate.',
    schema: { type: 'string' },
    example: 'Bearer',
  },
} as const;

type HeaderName = keyof typeof RESPONSE_HEADERS;

/** Sets the headers that each response of a call has. */
export function addResponseHeaders(method: string, operation: Operation): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    add(response, 'X-Request-Id', 'RateLimit', 'RateLimit-Policy');
    if (status === '401') add(response, 'WWW-Authenticate');
    if (status === '429' || status === '503') add(response, 'Retry-After');
    if (status.startsWith('2') && method === 'post' && takesIdempotencyKey(operation)) {
      add(response, 'Idempotent-Replayed');
    }
  }
}

/** The response of this call has the version as `ETag`. */
export function addEtag(response: ResponseObject): void {
  add(response, 'ETag');
}

function add(response: ResponseObject, ...names: HeaderName[]): void {
  for (const name of names) (response.headers ??= {})[name] = { $ref: `#/components/headers/${name}` };
}
