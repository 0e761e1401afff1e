import { isUtf8 } from 'node:buffer';
import multer, { MulterError } from 'multer';
import { json, raw } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { bodyTooLarge, invalid, malformedRequest, Problem, unsupportedMediaType } from './problem.js';

/**
 * Which body a route takes; JSON unless it says otherwise. An `upload` is a large form that the use case reads by
 * `receiveUpload` once the caller has been let in: nobody else may fill our disk.
 */
export type BodyKind = 'json' | 'raw' | 'multipart' | 'upload';

const JSON_LIMIT = 100 * 1000;
const RAW_LIMIT = 1_000_000;
/** The largest file of an `upload`. */
export const UPLOAD_LIMIT = 100_000_000;
/** What a form adds to its file: boundaries and headers. */
const FORM_OVERHEAD = 10_000;

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
}).single('file');
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
  if (kind === 'multipart' || kind === 'upload') {
    if (type !== 'multipart/form-data') throw unsupported('Send the file as "multipart/form-data".');
    if (kind === 'multipart') await parseFile(readFile, request, response, FILE_LIMIT);
    else if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMIT + FORM_OVERHEAD)
      throw fileTooLarge(UPLOAD_LIMIT);
    return;
  }
  if (kind === 'json' && type !== 'application/json') throw new Problem(unsupportedMediaType);
  await parse(kind === 'json' ? readJson : readRaw, request, response);
  if (kind === 'json') refuseUnreadable(request.body, 1);
}

/** Reads a form with one file of at most `limit` bytes. */
export function parseFile(parser: RequestHandler, request: Request, response: Response, limit: number): Promise<void> {
  return parse(parser as Parser, request, response, limit);
}

export function hasBody(request: Request): boolean {
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

function parse(parser: Parser, request: Request, response: Response, limit = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(request, response, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(asProblem(error, limit));
    });
  });
}

function asProblem(error: unknown, limit: number): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof MulterError) return asFileProblem(error, limit);
  const { status } = error as { status?: number };
  if (status === 413) return new Problem(bodyTooLarge);
  if (status === 415) return unsupported('Send JSON in UTF-8, compressed with gzip, deflate or br or not at all.');
  return new Problem(malformedRequest);
}

function asFileProblem(error: MulterError, limit: number): Problem {
  if (error.code === 'LIMIT_FILE_SIZE') return fileTooLarge(limit);
  return invalid({ pointer: '/file', detail: 'Send one file as the field "file", and no other fields.' });
}

function fileTooLarge(limit: number): Problem {
  return new Problem(bodyTooLarge, { detail: `Send a file of at most ${limit / 1_000_000} MB.` });
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
