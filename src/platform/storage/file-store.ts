import { defineProblem, Problem } from '../http/problem.js';
import { logger } from '../logging/logger.js';

export const fileStoreUnavailable = defineProblem({
  code: 'file-store-unavailable',
  status: 503,
  title: 'File store unavailable',
  detail: 'The file store is unavailable, and nothing was changed. Try again in a minute.',
});

/** Where files are stored, under keys of letters, digits, `-`, `_` and `/`. */
export abstract class FileStore {
  /** @throws 503 `file-store-unavailable` */
  abstract put(key: string, bytes: Buffer, contentType: string): Promise<void>;

  /** Null if the file does not exist. @throws 503 `file-store-unavailable` */
  abstract get(key: string): Promise<Buffer | null>;

  /** No error if the file does not exist. @throws 503 `file-store-unavailable` */
  abstract delete(key: string): Promise<void>;

  /** Deletes every file below `folder/`. @throws 503 `file-store-unavailable` */
  abstract deleteAll(folder: string): Promise<void>;
}

const KEY = /^[\w-]+(\/[\w-]+)*$/;

/** Keys are made from our own IDs; this check is a second protection before a path or a URL is made of one. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError('Not a file key.');
  return key;
}

/** The error of a failed operation; the log has the store's answer. */
export function fileStoreError(answer: number | string): Problem {
  logger.warn({ answer }, 'An operation of the file store failed.');
  return new Problem(fileStoreUnavailable);
}
