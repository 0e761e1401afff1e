import { idempotencyInProgress, idempotencyKeyReused } from '../database/idempotency.js';
import {
  bodyTooLarge,
  findProblem,
  internalError,
  malformedRequest,
  notFound,
  rateLimited,
  requestTimeout,
  serviceUnavailable,
  unauthenticated,
  unsupportedMediaType,
  validationFailed,
  type FieldError,
  type ProblemKind,
} from '../http/problem.js';
import { NO_SUCH_PROPERTY } from '../http/validation-problem.js';
import { takesIdempotencyKey, type Operation } from './operation.js';

export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  description: 'RFC 9457 problem details; some codes have members of their own, such as `requiredPermission`.',
  additionalProperties: true,
  properties: {
    type: { type: 'string', description: 'A page about this code.', example: '/problems/validation-failed' },
    title: { type: 'string', example: 'Some fields are not valid' },
    status: { type: 'integer', example: 422 },
    detail: {
      type: 'string',
      description: 'For people: what is wrong and what to do.',
      example: 'Some fields are not valid. Correct them and try again.',
    },
    hint: {
      type: 'string',
      description: 'For the author of a program: headers, parameters, paths. Do not show it to people.',
      example: '"errors" says for each field what is wrong; "pointer" names the field.',
    },
    code: { type: 'string', description: 'Stable, for programs.', example: 'validation-failed' },
    requestId: { type: 'string', example: '0b8f7f6e-8f0d-4c8e-9a0a-3c1b7f1e2d3c' },
    errors: {
      type: 'array',
      description: 'With 422: what is wrong, and where.',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', example: '/email' },
          detail: { type: 'string', example: 'Enter one email address, such as ada@example.com.' },
        },
      },
    },
  },
} as const;

/** The code of the refusal of a caller who may not make the call. */
const DENIED = 'permission-denied';

/** The detail for an API key where only a person may call. */
const NEEDS_PERSON = 'This cannot be done with an API key. Sign in as a person to do it.';

/** Adds the problems that follow from a call's access rule, its body and its parameters, and its own. */
export function addProblems(method: string, operation: Operation, own: readonly ProblemKind[]): void {
  for (const problem of [...derivedProblems(method, operation), ...own]) addProblem(operation, problem);
}

function derivedProblems(method: string, operation: Operation): ProblemKind[] {
  const access = operation['x-access'];
  const takesBody = operation.requestBody !== undefined;
  const [organizationNotFound, permissionDenied] = [findProblem('organization-not-found'), findProblem(DENIED)];
  return [
    malformedRequest,
    ...(takesBody ? [requestTimeout, bodyTooLarge, unsupportedMediaType] : []),
    ...(access ? [unauthenticated] : []),
    rateLimited,
    ...(access?.kind === 'superadmin' ? [notFound] : []),
    ...(access?.kind === 'permission' && organizationNotFound && permissionDenied
      ? [organizationNotFound, permissionDenied]
      : []),
    ...(access?.kind === 'signed-in' && permissionDenied ? [permissionDenied] : []),
    validationFailed,
    ...(method === 'post' && takesIdempotencyKey(operation) ? [idempotencyKeyReused, idempotencyInProgress] : []),
    internalError,
    serviceUnavailable,
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
  const access = operation['x-access'];
  const needsPerson = kind.code === DENIED && access?.kind === 'signed-in';
  return {
    type: `/problems/${kind.code}`,
    title: kind.title,
    status: kind.status,
    detail: needsPerson ? NEEDS_PERSON : kind.detail,
    code: kind.code,
    requestId: '0b8f7f6e-8f0d-4c8e-9a0a-3c1b7f1e2d3c',
    ...(kind.hint === undefined ? {} : { hint: kind.hint }),
    ...(kind === validationFailed ? { errors: [fieldErrorExample(operation)] } : {}),
    ...(kind.code === DENIED && !needsPerson ? { requiredPermission: access?.permission } : {}),
  };
}

/** An error that this call reports with this code. */
function fieldErrorExample({ parameters = [] }: Operation): FieldError {
  if (parameters.some(({ name }) => name === 'limit')) {
    return { pointer: '/limit', detail: 'Enter a whole number from 1 to 100.' };
  }
  return { pointer: '/colour', detail: NO_SUCH_PROPERTY };
}
