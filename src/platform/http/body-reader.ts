import { isUtf8 } from 'node:buffer';
import multer, { MulterError } from 'multer';
import { json, raw } from 'express';
import type { Request, Response } from 'express';
import { bodyTooLarge, invalid, malformedRequest, Problem, unsupportedMediaType } from './problem.js';

/** Which body a route takes; JSON unless it says otherwise. */
export type BodyKind = 'json' | 'raw' | 'multipart';

const JSON_LIMIT = 100 * 1000;
const RAW_LIMIT = 1_000_000;

/** Deeper than any body of ours; whatever looks at a body later goes down into it by recursion. */
const DEEPEST = 32;

class UnreadableText extends Error {}

const readJson = json({
  limit: JSON_LIMIT,
  // A text or a list is JSON too: readable, and then not valid where an object is due.
  strict: false,
  verify: (_request, _response, body) => {
    if (!isUtf8(body)) throw new UnreadableText();
  },
});
const FILE_LIMIT = 5_000_000;
const readFile = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: FILE_LIMIT, files: 1, fields: 0, parts: 1 },
}).single('file') as Parser;
const readRaw = raw({ limit: RAW_LIMIT, type: () => true });

/**
 * Reads a body where there is one, so that a request without pays nothing.
 *
 * @throws 400 `malformed-request`, 413 `body-too-large`, 415 `unsupported-media-type`
 */
export async function readBody(request: Request, response: Response, kind: BodyKind): Promise<void> {
  if (hasNul(request.url)) throw new Problem(malformedRequest);
  if (!hasBody(request)) return;
  const type = mediaType(request);
  if (kind === 'multipart') {
    if (type !== 'multipart/form-data') throw unsupported('Send the file as "multipart/form-data".');
    await parse(readFile, request, response);
    return;
  }
  if (kind === 'json' && type !== 'application/json') throw new Problem(unsupportedMediaType);
  await parse(kind === 'json' ? readJson : readRaw, request, response);
  if (kind === 'json') refuseUnreadable(request.body, 1);
}

function hasBody(request: Request): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function mediaType(request: Request): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function hasNul(url: string): boolean {
  return url.includes('%00');
}

function unsupported(detail: string): Problem {
  return new Problem(unsupportedMediaType, { detail });
}

type Parser = (request: Request, response: Response, next: (error?: unknown) => void) => void;

function parse(parser: Parser, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(request, response, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(asProblem(error));
    });
  });
}

function asProblem(error: unknown): Problem {
  if (error instanceof MulterError) return asFileProblem(error);
  const { status } = error as { status?: number };
  if (status === 413) return new Problem(bodyTooLarge);
  if (status === 415) return unsupported('Send JSON in UTF-8, compressed with gzip, deflate or br or not at all.');
  return new Problem(malformedRequest);
}

function asFileProblem(error: MulterError): Problem {
  if (error.code === 'LIMIT_FILE_SIZE') return new Problem(bodyTooLarge, { detail: 'Send a file of at most 5 MB.' });
  return invalid({ pointer: '/file', detail: 'Send one file as the field "file", and no other fields.' });
}

/** A half of a character alone, which JSON can write and UTF-8 cannot. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Postgres has neither NUL nor half characters in texts, and neither has anything that people write. */
function refuseUnreadable(value: unknown, depth: number): void {
  if (typeof value === 'string') refuseText(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw new Problem(malformedRequest, { detail: `Nest the JSON at most ${DEEPEST} levels deep.` });
  for (const [key, inner] of Object.entries(value)) {
    refuseText(key);
    refuseUnreadable(inner, depth + 1);
  }
}

function refuseText(text: string): void {
  if (text.includes('\0') || HALF_CHARACTER.test(text)) throw new Problem(malformedRequest);
}
