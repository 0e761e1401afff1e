import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { bodyTooLarge, invalid, Problem, validationFailed } from '../../../platform/http/problem.js';
import { receiveUpload, type Upload, type UploadLimit } from '../../../platform/http/upload.js';
import { readHeader, type CsvHeader } from './csv-header.policy.js';
import { toUtf8 } from './text-decoding.js';
import { NotText, EncodingDetector, TooManyLines, type FileText } from './text-encoding.policy.js';

const MAX_FILE: UploadLimit = { bytes: 100_000_000, inWords: '100 MB' };

/** An uploaded file whose encoding, separator and headings are known. */
export interface ReceivedFile {
  readonly upload: Upload;
  readonly text: FileText;
  readonly header: CsvHeader;
  /** SHA-256 of the uploaded bytes. */
  readonly hash: Buffer;
}

/**
 * Receives a file, and detects its encoding, its separator and its headings. The caller of this function must discard the upload.
 *
 * @throws 413 `body-too-large`, 422 at `/file` if it is not text or has no headings
 */
export async function receiveFile(
  request: Request,
  response: Response,
  texts: readonly string[] = [],
): Promise<ReceivedFile> {
  const detector = new EncodingDetector();
  const hash = createHash('sha256');
  const watch = (chunk: Buffer): void => {
    hash.update(chunk);
    withProblems(() => {
      detector.push(chunk);
    });
  };
  const upload = await receiveUpload(request, response, MAX_FILE, { texts, onChunk: watch });
  if (!upload) throw noFile();
  try {
    const text = withProblems(() => detector.end());
    return { upload, text, header: await headerOf(upload, text), hash: hash.digest() };
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

function noFile(): Problem {
  const errors = [{ pointer: '/file', detail: 'No file was sent. Choose a CSV file.' }];
  return new Problem(validationFailed, {
    errors,
    hint: 'Send it as the field "file" of a "multipart/form-data" body.',
  });
}

function withProblems<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof TooManyLines) {
      throw new Problem(bodyTooLarge, {
        detail: 'This file has more than a million lines. Split it into several files.',
      });
    }
    throw asProblem(error);
  }
}

function asProblem(error: unknown): unknown {
  return error instanceof NotText ? invalid({ pointer: '/file', detail: error.message }) : error;
}

async function headerOf(upload: Upload, text: FileText): Promise<CsvHeader> {
  const pieces = piecesOf(upload, text);
  const { value: first } = await pieces.next();
  await pieces.return(undefined);
  const header = readHeader(first ? first.toString('utf8') : '');
  if ('refusal' in header) throw invalid({ pointer: '/file', detail: header.refusal });
  return header;
}

/** The file as UTF-8, in pieces of the same size. */
export async function* piecesOf(upload: Upload, text: FileText): AsyncGenerator<Buffer, undefined> {
  try {
    yield* toUtf8(upload.slices(), text);
  } catch (error) {
    throw asProblem(error);
  }
  return undefined;
}
