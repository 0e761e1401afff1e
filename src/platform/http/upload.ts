import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multer, { type StorageEngine } from 'multer';
import type { Request, Response } from 'express';
import { hasBody, parseFile, UPLOAD_LIMIT } from './body-reader.js';

/** So much of a file is in memory at a time. */
const SLICE = 128 * 1024;

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
 * Receives the file of a route that takes an `upload`, at most {@link UPLOAD_LIMIT} bytes, without holding more than a slice of
 * it in memory. Null where none was sent. Whoever receives it discards it.
 *
 * @throws 400 `malformed-request`, 413 `body-too-large`, 422 for other fields than one `file`
 */
export async function receiveUpload(request: Request, response: Response): Promise<Upload | null> {
  if (!hasBody(request)) return null;
  const upload = await Upload.begin();
  const limits = { fileSize: UPLOAD_LIMIT, files: 1, fields: 0, parts: 1 };
  try {
    await parseFile(multer({ storage: upload.engine(), limits }).single('file'), request, response, UPLOAD_LIMIT);
    if (request.file) return upload;
  } catch (error) {
    await upload.discard();
    throw error;
  }
  await upload.discard();
  return null;
}
