import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Problem } from '../../platform/http/problem.js';
import { requestContext } from '../../platform/http/request-context.js';
import { securityHeaders } from '../../platform/http/security-headers.js';
import { logger } from '../../platform/logging/logger.js';

/**
 * Sends a CSV file as fast as the client reads it. It ends when the client disconnects, and aborts the response if the rest
 * cannot be read, so that an incomplete file is never mistaken for a complete one.
 */
export async function streamCsv(response: Response, fileName: string, lines: AsyncIterable<string>): Promise<void> {
  const context = requestContext.getStore();
  response.writeHead(200, {
    ...securityHeaders(),
    ...(context ? { 'X-Request-Id': context.requestId, ...context.headers } : {}),
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
  try {
    await pipeline(lines, response);
  } catch (error) {
    if (error instanceof Problem || isClientDisconnect(error)) return;
    logger.error({ err: error, file: fileName }, 'A CSV response was aborted.');
  }
}

function isClientDisconnect(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
