import type { Response } from 'express';
import { requestContext } from './request-context.js';
import { securityHeaders } from './security-headers.js';

/** Begins an answer of server-sent events: sends its headers, and asks proxies not to hold back what follows. */
export function beginEventStream(response: Response): void {
  const context = requestContext.getStore();
  response.writeHead(200, {
    ...securityHeaders(),
    ...(context ? { 'X-Request-Id': context.requestId, ...context.headers } : {}),
    'Content-Type': 'text/event-stream; charset=utf-8',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
}
