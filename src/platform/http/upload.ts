import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multer, { type StorageEngine } from 'multer';
import type { Request, Response } from 'express';
import { announcedLength, hasBody, mediaType, parseFile, unsupported } from './body-reader.js';
import { bodyTooLarge, Problem } from './problem.js';

/** So much of a file is in memory at a time. */
const SLICE = 128 * 1024;
/** What a form adds to its file: boundaries and headers. */
const FORM_OVERHEAD = 10_000;
/** An upload of which nothing came for so long has been given up by its sender. */
const SILENCE_LIMIT_MS = 30_000;

/** The largest file of a route. */
export interface UploadLimit {
  readonly bytes: number;
  /** As people say it: `5 MB`. */
  readonly inWords: string;
}

/** The largest file of an import. */
const IMPORT_LIMIT: UploadLimit = { bytes: 100_000_000, inWords: '100 MB' };

/** A file that somebody sent, on this machine's disk for as long as the request lasts. It has no name there: a crash leaves nothing. */
export class Upload {
  private constructor(
    private readonly file: FileHandle,
    private bytes = 0,
  ) {}

  static async begin(): Promise<Upload> {
    const path = join(tmpdir(), `upload-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    await rm(path, { force: true });
    return new Upload(file);
  }

  get size(): number {
    return this.bytes;
  }

  /** The file in slices of one size, the last one shorter. */
  async *slices(): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.bytes; position += SLICE) yield this.slice(position);
  }

  /** The whole file; for small ones. */
  async whole(): Promise<Buffer> {
    const slices: Buffer[] = [];
    for await (const slice of this.slices()) slices.push(slice);
    return Buffer.concat(slices);
  }

  /** The file's beginning. */
  head(): Promise<Buffer> {
    return this.slice(0);
  }

  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }

  private async write(stream: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of stream) {
      await this.file.appendFile(chunk);
      this.bytes += chunk.length;
    }
  }

  private async slice(position: number): Promise<Buffer> {
    const length = Math.min(SLICE, this.bytes - position);
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.file.read(buffer, 0, length, position);
    if (bytesRead < length) throw new Error('An upload is shorter than what was written.');
    return buffer;
  }

  /** Multer hands the field's stream over; it is read no faster than it is written. */
  engine(): StorageEngine {
    return {
      _handleFile: (_request, { stream }, done) => {
        this.write(stream).then(
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
 * Receives the file of a route that takes an `upload`, without holding more than a slice of it in memory. Null where none was
 * sent. Whoever receives it discards it.
 *
 * @throws 400 `malformed-request`, 413 `body-too-large`, 415 `unsupported-media-type`, 422 for other fields than one `file`
 */
export async function receiveUpload(
  request: Request,
  response: Response,
  limit: UploadLimit = IMPORT_LIMIT,
): Promise<Upload | null> {
  if (!hasBody(request)) return null;
  if (mediaType(request) !== 'multipart/form-data') throw unsupported('Send the file as "multipart/form-data".');
  const tooLarge = new Problem(bodyTooLarge, { detail: `Send a file of at most ${limit.inWords}.` });
  if (announcedLength(request) > limit.bytes + FORM_OVERHEAD) throw tooLarge;
  const upload = await Upload.begin();
  const limits = { fileSize: limit.bytes, files: 1, fields: 0, parts: 1 };
  endWhenSilent(request);
  try {
    await parseFile(multer({ storage: upload.engine(), limits }).single('file'), request, response, tooLarge);
    if (request.file) return upload;
  } catch (error) {
    await upload.discard();
    throw error;
  }
  await upload.discard();
  return null;
}

/** Cuts the connection of a sender who goes silent: the file is held for them meanwhile. */
function endWhenSilent(request: Request): void {
  const timer = setTimeout(() => request.destroy(), SILENCE_LIMIT_MS).unref();
  request.on('data', () => timer.refresh());
  for (const event of ['end', 'close']) {
    request.once(event, () => {
      clearTimeout(timer);
    });
  }
}
