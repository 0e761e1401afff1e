import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { logger } from '../platform/logging/logger.js';
import { EmbeddedServersError } from './embedded-servers-error.js';

const CREDENTIALS_FILE = 'credentials.json';
const APP_SECRET_FILE = 'app-secret';

/** The passwords of the embedded servers: generated once, since the servers store them too. */
export interface Credentials {
  readonly databaseAdministrator: string;
  readonly databaseOwner: string;
  readonly databaseApplication: string;
  readonly redis: string;
}

/** Whether files may need another owner than this process: Postgres refuses to run as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Creates the data folder, closed to other users. One that root creates can be passed through, since user postgres has to
 * reach its own folder in it.
 */
export function makeDataFolder(dataDir: string): void {
  const mode = isRoot() ? 0o711 : 0o700;
  try {
    const created = mkdirSync(dataDir, { recursive: true, mode });
    // The umask may have removed permissions from the created folder.
    if (created !== undefined) chmodSync(dataDir, mode);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    if (created === undefined) restrictToOwner(dataDir, mode);
  } catch (error) {
    if (error instanceof EmbeddedServersError) throw error;
    const isFile = codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR';
    const problem = isFile ? 'is not a folder' : 'cannot be written by this user';
    throw new EmbeddedServersError(`DATA_DIR: ${dataDir} ${problem} (${codeOf(error)}); name a folder of your own`, {
      cause: error,
    });
  }
}

const WRITABLE_BY_OTHERS = 0o022;

/**
 * Removes the write permission of all other users: a user who may write to the folder may replace the secrets in it. Secrets
 * that were replaced before are recognized by their owner.
 */
function restrictToOwner(dataDir: string, mode: number): void {
  if ((statSync(dataDir).mode & WRITABLE_BY_OTHERS) === 0) return;
  for (const name of [APP_SECRET_FILE, CREDENTIALS_FILE]) refuseForeignOwner(join(dataDir, name));
  try {
    chmodSync(dataDir, mode);
  } catch (error) {
    throw new EmbeddedServersError(
      `DATA_DIR: other users may write to ${dataDir} and this user may not change that (${codeOf(error)}); set a folder of your own or close it with chmod 700`,
      { cause: error },
    );
  }
  logger.warn('DATA_DIR: other users could write to it, it has been closed to them');
}

function refuseForeignOwner(file: string): void {
  const owner = statSync(file, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || owner === process.getuid?.()) return;
  throw new EmbeddedServersError(
    `DATA_DIR: other users may write to the folder, and ${file} belongs to another user; check who wrote it, then close the folder with chmod 700`,
  );
}

/** The passwords in the data folder; they are generated if there are none. */
export function loadCredentials(dataDir: string): Credentials {
  const file = join(dataDir, CREDENTIALS_FILE);
  const existing = readIfExists(file);
  if (existing !== null) return parseCredentials(existing, file);
  const created: Credentials = {
    databaseAdministrator: randomPassword(),
    databaseOwner: randomPassword(),
    databaseApplication: randomPassword(),
    redis: randomPassword(),
  };
  writePrivately(file, `${JSON.stringify(created, null, 2)}\n`);
  return created;
}

function parseCredentials(text: string, file: string): Credentials {
  try {
    return JSON.parse(text) as Credentials;
  } catch (error) {
    throw new EmbeddedServersError(
      `DATA_DIR: ${file} is damaged, and it holds the passwords of the database; restore the data folder from a backup, or set another DATA_DIR to begin with an empty one`,
      { cause: error },
    );
  }
}

/** The secret used instead of `APP_SECRET`, created once: what it encrypts must be readable after a restart. */
export function loadApplicationSecret(dataDir: string): string {
  const file = join(dataDir, APP_SECRET_FILE);
  const existing = readIfExists(file)?.trim();
  if (existing) return existing;
  const created = randomBytes(48).toString('base64url');
  writePrivately(file, `${created}\n`);
  return created;
}

/** Writes a file with mode 0600 completely or not at all, also when the machine stops in between. */
export function writePrivately(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}.new`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
}

/** The text of a file, or null if it does not exist. */
export function readIfExists(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new EmbeddedServersError(`${file} cannot be read (${codeOf(error)}); start as the user that created it`, {
      cause: error,
    });
  }
}

/** The system's name of an error, such as EACCES. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** Hexadecimal, so that it needs no quoting in a URL, in SQL or in a configuration file. */
function randomPassword(): string {
  return randomBytes(24).toString('hex');
}
