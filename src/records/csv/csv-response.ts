import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Problem } from '../../platform/http/problem.js';
import { requestContext } from '../../platform/http/request-context.js';
import { securityHeaders } from '../../platform/http/security-headers.js';
import { logger } from '../../platform/logging/logger.js';

/**
 * Answers a CSV file as fast as its reader takes it. It ends with the reader, and breaks the answer off where the rest cannot be
 * had, so that a part is never taken for the whole.
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
    if (error instanceof Problem || isGone(error)) return;
    logger.error({ err: error, file: fileName }, 'A CSV file broke off.');
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
