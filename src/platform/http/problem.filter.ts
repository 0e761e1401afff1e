import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { describeDatabaseError, framesOf } from '../database/failed-statement.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { isTransactionConflict } from '../database/transaction-conflict.js';
import { logger } from '../logging/logger.js';
import { writeAnswer } from './lean-express.adapter.js';
import {
  bodyTooLarge,
  internalError,
  malformedRequest,
  notFound,
  Problem,
  serviceUnavailable,
  type ProblemKind,
} from './problem.js';
import type { ContextRequest, ContextResponse, RequestContext } from './request-context.js';

/** What is answered before the authorization query: see the order of answers in docs/api.md. */
const BEFORE_AUTHORIZATION = new Set([400, 401, 408, 413, 415, 429]);
/** If the database itself has failed, the caller cannot be authorized. */
const SERVER_FAILURES = new Set([internalError, serviceUnavailable]);

/** The one place that writes an error: problem details for refusals, a generic 500 for internal errors. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly tenants: TenantDatabase) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<ContextRequest>();
    const response = http.getResponse<ContextResponse>();
    const problem = await this.replaceIfUnauthorized(toProblem(error, request), request.context);
    answerProblem(response, request.context, problem);
  }

  /** A caller without access to the organization learns only that, not what else was wrong with the request. */
  private async replaceIfUnauthorized(problem: Problem, context: RequestContext): Promise<Problem> {
    const { caller } = context;
    if (
      !caller ||
      caller.isAuthorized ||
      BEFORE_AUTHORIZATION.has(problem.kind.status) ||
      SERVER_FAILURES.has(problem.kind)
    )
      return problem;
    try {
      await this.tenants.authorize(caller);
      return problem;
    } catch (error) {
      return error instanceof Problem ? error : problem;
    }
  }
}

/**
 * Writes a problem if no answer has begun; a stream that failed is cut off.
 *
 * @param page HTML for a person, instead of the problem details
 */
export function answerProblem(
  response: ContextResponse,
  context: RequestContext,
  problem: Problem,
  page: string | null = null,
): void {
  context.problem = problem.kind.code;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = problem.kind.status;
  const { retryAfter } = problem.members;
  if (retryAfter !== undefined) context.headers['Retry-After'] = retryAfter;
  // The rest of the body may still come, and would be read as the next request (RFC 9110, 15.5.9).
  if (problem.kind.status === 408) context.headers['Connection'] = 'close';
  if (problem.kind.status === 401) context.headers['WWW-Authenticate'] = 'Bearer';
  if (page === null) {
    writeAnswer(response, context, JSON.stringify(problem.toBody(context.requestId)), 'application/problem+json');
    return;
  }
  writeAnswer(response, context, page, 'text/html; charset=utf-8');
}

/** Answers paths that no route answers. */
export function answerNotFound(request: Request, response: Response): void {
  answerProblem(response as ContextResponse, (request as ContextRequest).context, new Problem(notFound));
}

const KIND_OF_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: malformedRequest,
  404: notFound,
  413: bodyTooLarge,
};

/** The problem that an error is answered with; what is not a refusal is logged. */
export function toProblem(error: unknown, request: ContextRequest): Problem {
  if (error instanceof Problem) {
    logInternalMessage(error, request.context);
    return error;
  }
  if (error instanceof HttpException) {
    const kind = KIND_OF_STATUS[error.getStatus()];
    if (kind) return new Problem(kind);
  }
  // The router throws on paths like /%E0%A4%A: they are an error of the sender.
  if (error instanceof URIError) return new Problem(malformedRequest);
  const { requestId, route, useCase } = request.context;
  const temporary = temporaryFailureOf(error);
  logger[temporary ? 'warn' : 'error'](
    { requestId, route, useCase, error: describe(error) },
    temporary?.log ?? 'A request failed.',
  );
  return temporary ? new Problem(serviceUnavailable, { retryAfter: temporary.retryAfter }) : new Problem(internalError);
}

function logInternalMessage({ kind, members }: Problem, { requestId, route, useCase }: RequestContext): void {
  if (members.internal === undefined) return;
  logger.warn(
    { requestId, route, useCase, problem: kind.code, internal: members.internal },
    'A request was refused for an internal reason.',
  );
}

/** How to log an error of the database after which the same request may succeed, and after how many seconds. */
interface TemporaryFailure {
  readonly log: string;
  readonly retryAfter: number;
}

const CONFLICT: TemporaryFailure = {
  log: 'A transaction was ended by Postgres in favor of others, at every attempt.',
  retryAfter: 1,
};
const UNREACHABLE_FAILURE: TemporaryFailure = { log: 'The database did not answer.', retryAfter: 5 };

/** Null if the error is an internal one. */
function temporaryFailureOf(error: unknown): TemporaryFailure | null {
  if (isTransactionConflict(error)) return CONFLICT;
  return isDatabaseUnreachable(error) ? UNREACHABLE_FAILURE : null;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  // A statement that took too long: it waited for a lock, or the database is overloaded.
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300',
]);

function isDatabaseUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && UNREACHABLE.has(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|not queryable/i.test(error.message);
}

/** Without the message if the error is the database's: it may quote user input. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  if ('code' in error) return describeDatabaseError(error);
  return { name: error.name, message: error.message, stack: framesOf(error.stack) };
}
