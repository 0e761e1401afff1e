import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, loadApplicationSecret, makeDataFolder } from './data-folder.js';

const OWN_MODE = isRoot() ? 0o711 : 0o700;
const SOMEONE_ELSE = 65_534;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a data folder', () => {
  it('that is created is closed to other users', () => {
    const made = join(folder, 'a', 'b');
    makeDataFolder(made);
    expect(modeOf(made)).toBe(OWN_MODE);
  });

  it.each([0o777, 0o770, 0o775, 0o757, 0o722])('that other users may write to is closed to them: %o', (mode) => {
    chmodSync(folder, mode);
    makeDataFolder(folder);
    expect(modeOf(folder)).toBe(OWN_MODE);
  });

  it.each([0o755, 0o700, 0o711, 0o750])('that only its owner may write to is not changed: %o', (mode) => {
    chmodSync(folder, mode);
    makeDataFolder(folder);
    expect(modeOf(folder)).toBe(mode);
  });

  it('that other users may write to keeps its secrets', () => {
    writeFileSync(join(folder, 'app-secret'), 'kept\n', { mode: 0o600 });
    chmodSync(folder, 0o777);
    makeDataFolder(folder);
    expect(loadApplicationSecret(folder)).toBe('kept');
  });

  // Only root may change the owner of a file, which the check of another user's secret needs.
  (isRoot() ? it : it.skip).each(['app-secret', 'credentials.json'])(
    'that other users may write to, and in which %s belongs to one of them, is refused in one sentence',
    (name) => {
      writeFileSync(join(folder, name), 'planted');
      chownSync(join(folder, name), SOMEONE_ELSE, SOMEONE_ELSE);
      chmodSync(folder, 0o777);
      expect(() => {
        makeDataFolder(folder);
      }).toThrow(/^DATA_DIR: other users may write to the folder, and .* belongs to another user; [^\n]+$/);
    },
  );

  it('that cannot be written to is refused in one sentence', () => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'file'), '');
    expect(() => {
      makeDataFolder(join(folder, 'sub', 'file'));
    }).toThrow(/^DATA_DIR: [^\n]+$/);
  });
});
