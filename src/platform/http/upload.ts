import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multer, { type StorageEngine } from 'multer';
import type { Request, Response } from 'express';
import { announcedLength, hasBody, mediaType, parseFile, unsupported } from './body-reader.js';
import { bodyTooLarge, invalid, Problem, requestTimeout, validationFailed } from './problem.js';
import { escapePointer } from './validation-problem.js';

/** How much of a file is in memory at a time. */
const SLICE = 128 * 1024;
/** What a form adds to its file: boundaries and headers. */
const FORM_OVERHEAD = 10_000;
/** The size of a text beside the file, in bytes. */
const MAX_TEXT_LENGTH = 100_000;
/** An upload without data for so long is considered abandoned. */
const SILENCE_LIMIT_MS = 30_000;

/** The largest file of a route. */
export interface UploadLimit {
  readonly bytes: number;
  /** For people: `5 MB`. */
  readonly inWords: string;
}

/** What a route accepts in an upload. */
export interface UploadOptions {
  /** Fields with short texts beside the file. */
  readonly texts?: readonly string[];
  /** Receives each chunk of the file as it arrives; an error that it throws ends the upload. */
  readonly onChunk?: (chunk: Buffer) => void;
}

/**
 * An uploaded file, on this machine's disk for as long as the request lasts. It has no name there, so a crash leaves nothing.
 */
export class Upload {
  /** The short texts beside the file, by field. */
  readonly texts = new Map<string, string>();

  private constructor(
    private readonly file: FileHandle,
    private readonly options: UploadOptions,
    private bytes = 0,
  ) {}

  static async begin(options: UploadOptions = {}): Promise<Upload> {
    const path = join(tmpdir(), `upload-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    await rm(path, { force: true });
    return new Upload(file, options);
  }

  get size(): number {
    return this.bytes;
  }

  /** The file in slices of one size, the last one shorter. */
  async *slices(): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.bytes; position += SLICE) yield this.slice(position);
  }

  /** The whole file; for small ones. */
  async readAll(): Promise<Buffer> {
    const slices: Buffer[] = [];
    for await (const slice of this.slices()) slices.push(slice);
    return Buffer.concat(slices);
  }

  /** The beginning of the file. */
  readStart(): Promise<Buffer> {
    return this.slice(0);
  }

  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }

  private async write(stream: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of stream) {
      this.options.onChunk?.(chunk);
      await this.file.appendFile(chunk);
      this.bytes += chunk.length;
    }
  }

  /** A text that was sent as a file, as programs do that set a content type for it. */
  private async readText(name: string, stream: AsyncIterable<Buffer>): Promise<void> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > MAX_TEXT_LENGTH) throw textTooLarge(name);
      chunks.push(chunk);
    }
    this.texts.set(name, Buffer.concat(chunks).toString('utf8'));
  }

  private async slice(position: number): Promise<Buffer> {
    const length = Math.min(SLICE, this.bytes - position);
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.file.read(buffer, 0, length, position);
    if (bytesRead < length) throw new Error('An upload is shorter than what was written.');
    return buffer;
  }

  /** Multer passes the field's stream; it is read only as fast as it is written to disk. */
  engine(): StorageEngine {
    return {
      _handleFile: (_request, { stream, fieldname }, done) => {
        const receiving = fieldname === 'file' ? this.write(stream) : this.readText(fieldname, stream);
        receiving.then(
          () => {
            done(null);
          },
          (error: unknown) => {
            done(error);
          },
        );
      },
      _removeFile: (_request, _file, done) => {
        done(null);
      },
    };
  }
}

/**
 * Receives the file of an `upload` route, with only a slice of it in memory at a time. Null if none was sent. The caller has
 * to discard it.
 *
 * @throws 400 `malformed-request`, 408 `request-timeout` where its sender goes silent, 413 `body-too-large`, 415 `unsupported-media-type`, 422 for other fields than one `file` and the
 *   named texts
 */
export async function receiveUpload(
  request: Request,
  response: Response,
  limit: UploadLimit,
  options: UploadOptions = {},
): Promise<Upload | null> {
  if (!hasBody(request)) return null;
  if (mediaType(request) !== 'multipart/form-data') throw unsupported('Send the file as "multipart/form-data".');
  const { texts = [] } = options;
  const tooLarge = new Problem(bodyTooLarge, {
    detail: `This file is too large. Choose one of at most ${limit.inWords}.`,
  });
  const mostBytes = limit.bytes + FORM_OVERHEAD + texts.length * MAX_TEXT_LENGTH;
  if (announcedLength(request) > mostBytes) throw tooLarge;
  const upload = await Upload.begin(options);
  const most = texts.length + 1;
  const limits = { fileSize: limit.bytes, fieldSize: MAX_TEXT_LENGTH, files: most, fields: texts.length, parts: most };
  const fields = ['file', ...texts].map((name) => ({ name, maxCount: 1 }));
  const parser = multer({ storage: upload.engine(), limits }).fields(fields);
  try {
    await Promise.race([parseFile(parser, request, response, tooLarge), rejectOnSilence(request)]);
    storeTexts(upload, request, texts);
    if (hasFile(request)) return upload;
  } catch (error) {
    await upload.discard();
    throw error;
  }
  await upload.discard();
  return null;
}

/** Rejects when the sender goes silent before the end: a file is held for them meanwhile. */
function rejectOnSilence(request: Request): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Problem(requestTimeout, { hint: `Send on after at most ${SILENCE_LIMIT_MS / 1000} seconds.` }));
    }, SILENCE_LIMIT_MS).unref();
    request.on('data', () => timer.refresh());
    for (const event of ['end', 'close']) {
      request.once(event, () => {
        clearTimeout(timer);
      });
    }
  });
}

function storeTexts(upload: Upload, { body }: Request, names: readonly string[]): void {
  for (const [name, text] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (!names.includes(name) || typeof text !== 'string' || upload.texts.has(name)) {
      throw new Problem(validationFailed, {
        errors: [
          { pointer: `/${escapePointer(name)}`, detail: 'Unknown field, or one that was sent twice. Remove it.' },
        ],
        hint: 'Send only the documented form fields, each once and as text.',
      });
    }
    upload.texts.set(name, text);
  }
}

function hasFile({ files }: Request): boolean {
  return typeof files === 'object' && 'file' in files;
}

function textTooLarge(name: string): Problem {
  return invalid({
    pointer: `/${escapePointer(name)}`,
    detail: `This text is too long. Use at most ${MAX_TEXT_LENGTH / 1000} kB.`,
  });
}
