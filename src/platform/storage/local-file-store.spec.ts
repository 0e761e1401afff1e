import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFileStore } from './local-file-store.js';

describe('files in a folder of this machine', () => {
  it('are deleted with the folder that they stand in, and no others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'files-'));
    try {
      const store = new LocalFileStore(folder);
      for (const key of ['organizations/a/imports/1', 'organizations/a/2', 'organizations/ab/3', 'logos/4']) {
        await store.put(key, Buffer.from(key));
      }
      await store.deleteAll('organizations/a');
      await store.deleteAll('organizations/none');
      expect(await readdir(join(folder, 'organizations'))).toEqual(['ab']);
      expect((await store.get('logos/4'))?.toString()).toBe('logos/4');
      await expect(store.deleteAll('organizations/..')).rejects.toThrow('Not a file key.');
      await expect(store.deleteAll('')).rejects.toThrow('Not a file key.');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
