import { isUtf8 } from 'node:buffer';
import { MulterError } from 'multer';
import { json, raw } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { BodyBudget, type Shortage } from './body-budget.js';
import {
  bodyTooLarge,
  malformedRequest,
  Problem,
  rateLimited,
  requestTimeout,
  serviceUnavailable,
  unsupportedMediaType,
  validationFailed,
} from './problem.js';
import type { ContextRequest } from './request-context.js';

/**
 * The kind of body that a route accepts; JSON by default. Of an `upload` nothing is read before the caller was authorized: the
 * use case reads it then, by `receiveUpload`. A `raw` body is a webhook's, whose signature identifies the sender.
 */
export type BodyKind = 'json' | 'raw' | 'upload';

/** The sender of a body: an address, unless the caller is known. */
export interface BodySender {
  readonly key: string;
  readonly isKnown: boolean;
  /** Whether what is held for this sender alone is limited; what is held for all senders together always is. */
  readonly isLimited: boolean;
}

const LARGEST = { json: 100 * 1000, raw: 1_000_000 } as const;
const TOO_LARGE = {
  json: new Problem(bodyTooLarge),
  raw: new Problem(bodyTooLarge, { detail: 'This is too much to send at once. Send at most 1 MB.' }),
} as const;

/** Deeper than any body of our API; code that reads a body later recurses into it. */
const MAX_DEPTH = 32;
/** More than the largest body of our API; so many values are validated in a few milliseconds. */
const MAX_VALUES = 2_000;

const ARRIVAL_LIMIT_MS = 15_000;
const RETRY_AFTER = 5;
const PER_SENDER_LIMIT = 4_000_000;
const TOTAL_LIMIT = 64_000_000;
/** Known senders have a separate budget, which unknown ones cannot use up. */
const BUDGETS = {
  known: new BodyBudget({ perSender: PER_SENDER_LIMIT, total: TOTAL_LIMIT }),
  unknown: new BodyBudget({ perSender: PER_SENDER_LIMIT, total: TOTAL_LIMIT }),
};

class UnreadableText extends Error {}

const readJson = json({
  limit: LARGEST.json,
  // A text or a list is JSON too: it can be read, and is refused later if an object is expected.
  strict: false,
  verify: (_request, _response, body) => {
    if (!isUtf8(body)) throw new UnreadableText();
  },
});
const readRaw = raw({ limit: LARGEST.raw, type: () => true });

/** @throws 400 `malformed-request` for a NUL in the address */
export function refuseNulInAddress(request: Request): void {
  if (request.url.includes('%00')) throw new Problem(malformedRequest);
}

/**
 * Refuses a body by its headers, before any of it is read.
 *
 * @throws 413 `body-too-large`, 415 `unsupported-media-type`
 */
export function refuseAnnouncedBody(request: Request, kind: 'json' | 'raw'): void {
  if (!hasBody(request)) return;
  if (kind === 'json') requireJson(request);
  if (announcedLength(request) > LARGEST[kind]) throw TOO_LARGE[kind];
}

/**
 * Reads a body if there is one; a request without a body has no cost. Returns the number of its JSON values.
 *
 * @throws 400 `malformed-request`, 408 `request-timeout`, 413 `body-too-large`, 415 `unsupported-media-type`; 429 `rate-limited`
 *   where the sender has too many bodies under way, 503 `service-unavailable` where all senders together have
 */
export async function readBody(
  request: ContextRequest,
  response: Response,
  kind: 'json' | 'raw',
  sender: BodySender,
): Promise<number> {
  if (!hasBody(request)) return 0;
  refuseAnnouncedBody(request, kind);
  const incoming = trackIncomingBody(request, kind, sender);
  const reading = parse(kind === 'json' ? readJson : readRaw, request, response, TOO_LARGE[kind]);
  await withinTimeLimit(Promise.race([reading, incoming.exceeded]));
  incoming.release();
  return kind === 'json' ? countValues(request.body) : 0;
}

interface IncomingBody {
  /** Rejects when more bytes have arrived than may be held. */
  readonly exceeded: Promise<never>;
  readonly release: () => void;
}

/**
 * Refuses a body for which no memory is left, and counts what has arrived of it until it is read. Announced bytes are not
 * counted: otherwise senders who begin many bodies and send nothing would keep all others out.
 */
function trackIncomingBody(request: ContextRequest, kind: 'json' | 'raw', sender: BodySender): IncomingBody {
  const { isKnown } = sender;
  const key = sender.isLimited ? sender.key : null;
  const budget = BUDGETS[isKnown ? 'known' : 'unknown'];
  // A compressed body, or one without a length, may have the maximum size.
  const { 'content-length': length, 'content-encoding': packed } = request.headers;
  const bytes = length === undefined || packed !== undefined ? LARGEST[kind] : announcedLength(request);
  const shortage = budget.shortage(key, bytes);
  if (shortage) throw budgetProblem(request, shortage);
  const reserved: (() => void)[] = [];
  const release = (): void => {
    for (const releaseBytes of reserved.splice(0)) releaseBytes();
  };
  request.once('close', release);
  const exceeded = new Promise<never>((_resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      const reservation = budget.reserve(key, chunk.length);
      if (typeof reservation === 'function') reserved.push(reservation);
      else reject(budgetProblem(request, reservation));
    });
  });
  // It matters only while the body is being read.
  exceeded.catch(() => undefined);
  return { exceeded, release };
}

/** A sender is told to send less; that all senders together hold too much is this process's state, as a full queue is. */
function budgetProblem(request: ContextRequest, shortage: Shortage): Problem {
  if (shortage === 'all')
    return new Problem(serviceUnavailable, {
      retryAfter: RETRY_AFTER,
      internal: 'the memory for bodies of requests is used up',
    });
  request.context.headers['RateLimit-Policy'] = `"bodies";q=${PER_SENDER_LIMIT};qu="content-bytes"`;
  request.context.headers['RateLimit'] = `"bodies";r=0;t=${RETRY_AFTER}`;
  return new Problem(rateLimited, {
    detail: 'You are sending too much at once. Wait until your other requests have been received.',
    retryAfter: RETRY_AFTER,
  });
}

async function withinTimeLimit(reading: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Problem(requestTimeout, { hint: `Send the whole body within ${ARRIVAL_LIMIT_MS / 1000} seconds.` }));
    }, ARRIVAL_LIMIT_MS);
  });
  try {
    await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads a form with one file of at most so many bytes. */
export function parseFile(
  parser: RequestHandler,
  request: Request,
  response: Response,
  fileTooLarge: Problem,
): Promise<void> {
  return parse(parser as Parser, request, response, fileTooLarge);
}

export function hasBody(request: Request): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** 0 if it is not given. */
export function announcedLength(request: Request): number {
  return Number(request.headers['content-length'] ?? 0);
}

export function mediaType(request: Request): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

const CHARSET = /;\s*charset\s*=\s*("?)([^";\s]*)\1/gi;

/** JSON is UTF-8 (RFC 8259); the parser below would also read other encodings. */
function requireJson(request: Request): void {
  if (mediaType(request) !== 'application/json') throw new Problem(unsupportedMediaType);
  for (const [, , charset = ''] of (request.headers['content-type'] ?? '').matchAll(CHARSET)) {
    if (!/^utf-?8$/i.test(charset)) throw unsupported('Send JSON in UTF-8.');
  }
}

export function unsupported(hint: string): Problem {
  return new Problem(unsupportedMediaType, { hint });
}

type Parser = (request: Request, response: Response, next: (error?: unknown) => void) => void;

function parse(
  parser: Parser,
  request: Request,
  response: Response,
  tooLarge = new Problem(bodyTooLarge),
): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(request, response, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(asProblem(error, tooLarge));
    });
  });
}

function asProblem(error: unknown, tooLarge: Problem): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return tooLarge;
    return new Problem(validationFailed, {
      errors: [{ pointer: '/file', detail: 'More was sent than one file. Choose one file.' }],
      hint: 'Send one file as the form field "file", and no other fields than the documented ones.',
    });
  }
  const { status } = error as { status?: number };
  if (status === 413) return tooLarge;
  if (status === 415) return unsupported('Send JSON in UTF-8, compressed with gzip, deflate or br or not at all.');
  return new Problem(malformedRequest);
}

/** A lone surrogate, which JSON can express and UTF-8 cannot. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * Checks a body, counts its values including itself, and refuses what Postgres cannot store. The length of a list is checked
 * before its elements, so that a list that is too large is refused at once.
 */
function countValues(body: unknown): number {
  let values = 1;
  const check = (value: unknown, depth: number): void => {
    if (typeof value === 'string') refuseText(value);
    if (typeof value !== 'object' || value === null) return;
    if (depth > MAX_DEPTH) {
      throw new Problem(malformedRequest, { hint: `Nest the JSON at most ${MAX_DEPTH} levels deep.` });
    }
    const keys = Array.isArray(value) ? null : Object.keys(value);
    values += (keys ?? (value as unknown[])).length;
    if (values > MAX_VALUES) {
      throw new Problem(bodyTooLarge, { hint: `Send a body of at most ${MAX_VALUES} values.` });
    }
    for (const key of keys ?? []) refuseText(key);
    for (const inner of Object.values(value)) check(inner, depth + 1);
  };
  if (body !== undefined) check(body, 1);
  return values;
}

function refuseText(text: string): void {
  if (text.includes('\0') || HALF_CHARACTER.test(text)) throw new Problem(malformedRequest);
}
