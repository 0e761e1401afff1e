import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { v4 } from 'uuid';
import { checkedKey, FileStore, fileStoreError } from './file-store.js';

/** Files in a folder of this machine: the default, for one process or several that share the folder. */
export class LocalFileStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(key);
    // Written to a temporary file and renamed, so that no one ever reads half a file.
    const draft = `${path}.${v4()}`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(draft, bytes, { mode: 0o600, flush: true });
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw fileStoreError(codeOf(error));
    }
  }

  async get(key: string): Promise<Buffer | null> {
    try {
      return await readFile(this.pathOf(key));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw fileStoreError(codeOf(error));
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await rm(this.pathOf(key), { force: true });
    } catch (error) {
      throw fileStoreError(codeOf(error));
    }
  }

  async deleteAll(folder: string): Promise<void> {
    const path = this.pathOf(folder);
    try {
      await rm(path, { recursive: true, force: true });
    } catch (error) {
      throw fileStoreError(codeOf(error));
    }
  }

  private pathOf(key: string): string {
    return join(this.folder, checkedKey(key));
  }
}

/** Such as ENOSPC for a full disk. */
function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
