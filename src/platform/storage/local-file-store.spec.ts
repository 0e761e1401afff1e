import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStoreUnavailable } from './file-store.js';
import { LocalFileStore } from './local-file-store.js';

let folder: string;
let store: LocalFileStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-store-'));
  store = new LocalFileStore(join(folder, 'files'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const unavailable = { kind: fileStoreUnavailable };

it('keeps files until they are deleted, and leaves no other files', async () => {
  await store.put('pictures/one', Buffer.from('picture'));
  expect(await store.get('pictures/one')).toEqual(Buffer.from('picture'));
  expect(readdirSync(join(folder, 'files', 'pictures'))).toEqual(['one']);
  await store.delete('pictures/one');
  expect(await store.get('pictures/one')).toBeNull();
});

it('deletes a folder with all of its files, and no others', async () => {
  for (const key of ['organizations/a/imports/1', 'organizations/a/2', 'organizations/ab/3', 'pictures/4']) {
    await store.put(key, Buffer.from(key));
  }
  await store.deleteAll('organizations/a');
  await store.deleteAll('organizations/none');
  expect(readdirSync(join(folder, 'files', 'organizations'))).toEqual(['ab']);
  expect((await store.get('pictures/4'))?.toString()).toBe('pictures/4');
  await expect(store.deleteAll('organizations/..')).rejects.toThrow('Not a file key.');
  await expect(store.deleteAll('')).rejects.toThrow('Not a file key.');
});

// A plain file in place of a folder fails for root too, like a full disk.
it('throws that it is unavailable if the disk fails', async () => {
  writeFileSync(join(folder, 'files'), '');
  await expect(store.put('pictures/one', Buffer.from('picture'))).rejects.toMatchObject(unavailable);
  await expect(store.get('pictures/one')).rejects.toMatchObject(unavailable);
  await expect(store.delete('pictures/one')).rejects.toMatchObject(unavailable);
  await expect(store.deleteAll('pictures')).rejects.toMatchObject(unavailable);
});
