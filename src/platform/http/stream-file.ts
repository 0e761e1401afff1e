import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { logger } from '../logging/logger.js';
import { Problem } from './problem.js';
import { requestContext } from './request-context.js';
import { securityHeaders } from './security-headers.js';

/** The media types of the files that are streamed. */
type MediaType = 'text/csv' | 'application/x-ndjson';

/**
 * Sends a text file as fast as the client reads it. It ends when the client disconnects, and aborts the response if the rest
 * cannot be read, so that an incomplete file is never mistaken for a complete one.
 */
export async function streamFile(
  response: Response,
  { name, type }: { readonly name: string; readonly type: MediaType },
  parts: AsyncIterable<string>,
): Promise<void> {
  const context = requestContext.getStore();
  response.writeHead(200, {
    ...securityHeaders(),
    ...(context ? { 'X-Request-Id': context.requestId, ...context.headers } : {}),
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
  try {
    await pipeline(parts, response);
  } catch (error) {
    if (error instanceof Problem || isClientDisconnect(error)) return;
    logger.error({ err: error, file: name }, 'The response with a file was aborted.');
  }
}

/** Sends a CSV file, as {@link streamFile} does. */
export function streamCsv(response: Response, name: string, lines: AsyncIterable<string>): Promise<void> {
  return streamFile(response, { name, type: 'text/csv' }, lines);
}

function isClientDisconnect(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
