/** Where files are kept, under keys of letters, digits, `-`, `_` and `/`. */
export abstract class FileStore {
  abstract put(key: string, bytes: Buffer, contentType: string): Promise<void>;

  /** Null where there is no such file. */
  abstract get(key: string): Promise<Buffer | null>;

  /** No mistake where there is no such file. */
  abstract delete(key: string): Promise<void>;
}

const KEY = /^[\w-]+(\/[\w-]+)*$/;

/** Keys come from ids of ours; the check is the last line before a path or a URL is made of one. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError('Not a file key.');
  return key;
}
