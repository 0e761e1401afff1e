import { defineProblem, Problem } from '../http/problem.js';
import { logger } from '../logging/logger.js';

export const fileStoreUnavailable = defineProblem({
  code: 'file-store-unavailable',
  status: 503,
  title: 'The file store does not answer',
  detail: 'The file store does not answer, and nothing was changed. Try again in a minute.',
});

/** Where files are kept, under keys of letters, digits, `-`, `_` and `/`. */
export abstract class FileStore {
  /** @throws 503 `file-store-unavailable` */
  abstract put(key: string, bytes: Buffer, contentType: string): Promise<void>;

  /** Null where there is no such file. @throws 503 `file-store-unavailable` */
  abstract get(key: string): Promise<Buffer | null>;

  /** No mistake where there is no such file. @throws 503 `file-store-unavailable` */
  abstract delete(key: string): Promise<void>;

  /** Deletes every file below `folder/`. @throws 503 `file-store-unavailable` */
  abstract deleteAll(folder: string): Promise<void>;
}

const KEY = /^[\w-]+(\/[\w-]+)*$/;

/** Keys come from ids of ours; the check is the last line before a path or a URL is made of one. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError('Not a file key.');
  return key;
}

/** What to throw when the store did not do what it was asked; the log keeps how it answered. */
export function storeRefused(answer: number | string): Problem {
  logger.warn({ answer }, 'The file store did not do what it was asked.');
  return new Problem(fileStoreUnavailable);
}
