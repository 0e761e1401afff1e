import type { Request, Response } from 'express';
import type { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { bodyTooLarge, invalid, Problem } from '../../platform/http/problem.js';
import { receiveUpload, type Upload, type UploadLimit } from '../../platform/http/upload.js';
import type { ImportId, OrganizationId } from '../../platform/ids/ids.js';
import { readHeader, type CsvHeader } from './csv-header.policy.js';
import { toUtf8 } from './text-decoding.js';
import { NotText, TextExamination, TooManyLines, type FileText } from './text-encoding.policy.js';

const LARGEST_FILE: UploadLimit = { bytes: 100_000_000, inWords: '100 MB' };

/** A file that somebody sent, read as far as it can be judged before its rows are. */
export interface ReceivedFile {
  readonly upload: Upload;
  readonly text: FileText;
  readonly header: CsvHeader;
}

/**
 * Receives a file, and finds its encoding, its separator and its headings. Whoever receives it discards the upload.
 *
 * @throws 413 `body-too-large`, 422 at `/file` for what is not text or names no columns
 */
export async function receiveFile(
  request: Request,
  response: Response,
  texts: readonly string[] = [],
): Promise<ReceivedFile> {
  const examination = new TextExamination();
  const watch = (chunk: Buffer): void => {
    judged(() => {
      examination.push(chunk);
    });
  };
  const upload = await receiveUpload(request, response, LARGEST_FILE, { texts, watch });
  if (!upload) throw invalid({ pointer: '/file', detail: 'Send the CSV file as the field "file".' });
  try {
    const text = judged(() => examination.end());
    return { upload, text, header: await headerOf(upload, text) };
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

function judged<T>(judge: () => T): T {
  try {
    return judge();
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

/** The file as UTF-8, in pieces of one size. */
export async function* piecesOf(upload: Upload, text: FileText): AsyncGenerator<Buffer, undefined> {
  try {
    yield* toUtf8(upload.slices(), text);
  } catch (error) {
    throw asProblem(error);
  }
  return undefined;
}

/** Keeps the file for the worker, in pieces; the transaction lasts as long as the copying, not as long as the upload. */
export async function storeFile(tx: TenantTransaction, id: ImportId, { upload, text }: ReceivedFile): Promise<void> {
  let number = 0;
  for await (const bytes of piecesOf(upload, text)) {
    await tx.query('insert into import_chunk (organization_id, import_id, number, bytes) values ($1, $2, $3, $4)', [
      tx.organizationId,
      id,
      number++,
      bytes,
    ]);
  }
}

/** The file's bytes from a position on. Each piece is read by itself, so that no transaction lasts as long as the import. */
export async function* readFile(
  tenants: TenantDatabase,
  organizationId: OrganizationId,
  id: ImportId,
  position: number,
): AsyncGenerator<Buffer> {
  const size = await sizeOfPieces(tenants, organizationId, id);
  let skip = size === 0 ? 0 : position % size;
  for (let number = size === 0 ? 0 : Math.floor(position / size); ; number += 1) {
    const [piece] = await tenants.visit(organizationId, (tx) =>
      tx.query<{ bytes: Buffer }>(
        'select bytes from import_chunk where organization_id = $1 and import_id = $2 and number = $3',
        [organizationId, id, number],
      ),
    );
    if (!piece) return;
    yield piece.bytes.subarray(skip);
    skip = 0;
  }
}

/** All pieces but the last are of one size; asked for, since the version that stored them may have had another. */
async function sizeOfPieces(tenants: TenantDatabase, organizationId: OrganizationId, id: ImportId): Promise<number> {
  const [first] = await tenants.visit(organizationId, (tx) =>
    tx.query<{ size: number }>(
      'select length(bytes) as size from import_chunk where organization_id = $1 and import_id = $2 and number = 0',
      [organizationId, id],
    ),
  );
  return first?.size ?? 0;
}
