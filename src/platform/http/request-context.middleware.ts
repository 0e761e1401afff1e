import type { NextFunction, Response } from 'express';
import { v4 } from 'uuid';
import { logger } from '../logging/logger.js';
import { observeRequest } from '../metrics/metrics.js';
import { readAddress } from './client-address.js';
import { drainRequest } from './drain-request.js';
import { requestContext, type ContextRequest, type ContextResponse, type RequestContext } from './request-context.js';

const REQUEST_ID = /^[\w.:-]{8,128}$/;

/**
 * The first middleware of a request: its ID (the caller's own `X-Request-Id` if it is valid), its context, and one log line
 * when it has ended. Lines have the route's template, never the path: paths contain links with a token.
 */
export function requestContextMiddleware(request: ContextRequest, response: Response, next: NextFunction): void {
  const endListeners: (() => void)[] = [];
  const context = newContext(request, (work) => {
    if (response.closed) work();
    else endListeners.push(work);
  });
  request.context = context;
  (response as ContextResponse).context = context;
  response.on('close', () => {
    finish(request, response, context);
    for (const work of endListeners) work();
    if (!request.complete) drainRequest(request);
  });
  requestContext.run(context, next);
}

function newContext(request: ContextRequest, onEnd: RequestContext['onEnd']): RequestContext {
  const given = request.headers['x-request-id'];
  return {
    requestId: typeof given === 'string' && REQUEST_ID.test(given) ? given : v4(),
    startedAt: process.hrtime.bigint(),
    ip: readAddress(request.ip ?? '') ?? readAddress(request.socket.remoteAddress ?? '') ?? '',
    route: null,
    useCase: null,
    principal: null,
    organizationId: null,
    caller: null,
    problem: null,
    status: null,
    requestsLeft: Infinity,
    headers: {},
    bodyValues: 0,
    onEnd,
  };
}

function finish(request: ContextRequest, response: Response, context: RequestContext): void {
  const milliseconds = Number(process.hrtime.bigint() - context.startedAt) / 1e6;
  const route = context.route ?? 'unknown';
  observeRequest(request.method, route, response.statusCode, milliseconds / 1000);
  logger.info(
    {
      requestId: context.requestId,
      method: request.method,
      route,
      status: response.writableFinished ? response.statusCode : 499,
      milliseconds: Math.round(milliseconds * 10) / 10,
      principal: context.principal,
      organizationId: context.organizationId,
      ...(context.problem ? { problem: context.problem } : {}),
    },
    'request',
  );
}
