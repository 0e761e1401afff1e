import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, readIfExists } from './data-folder.js';
import { EmbeddedServersError } from './embedded-servers-error.js';
import { identify, isRunning, ProcessIdentity } from './processes.js';

/**
 * Locks the data folder for this process, or refuses if another running process holds the lock.
 *
 * The lock is a file with the process ID of its owner. An owner that was killed leaves it behind; then the next process takes
 * it over.
 * @returns releases the lock
 */
export async function lockDataFolder(dataDir: string): Promise<() => void> {
  const lock = join(dataDir, 'service.lock');
  const unlock = (): void => {
    if (readIfExists(lock) === ownContent) rmSync(lock, { force: true });
  };
  const ownContent = JSON.stringify(identify(process.pid) ?? { pid: process.pid, startedAt: '' });
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (createLockFile(lock, ownContent)) return unlock;
    const content = readIfExists(lock);
    if (content === null) continue;
    const owner = parse(content);
    if (owner && isRunning(owner)) throw refusal(dataDir, owner.pid);
    if (moveStaleLockAway(lock, content)) {
      if (!createLockFile(lock, ownContent)) continue;
      // A process that found the old lock at the same moment may have moved ours away; then that process holds it.
      await delay(50);
      if (readIfExists(lock) === ownContent) return unlock;
    }
    await delay(20);
  }
  throw refusal(dataDir, 0);
}

/** Whether a living process holds the data folder. */
export function isDataFolderInUse(dataDir: string): boolean {
  const owner = parse(readIfExists(join(dataDir, 'service.lock')) ?? '');
  return owner !== null && isRunning(owner);
}

/** Creates the lock with its content in one step, so that an empty one is never read. */
function createLockFile(lock: string, content: string): boolean {
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the lock of a process that has ended away; puts it back if it turns out to be another one. */
function moveStaleLockAway(lock: string, expected: string): boolean {
  const staleFile = `${lock}.${process.pid}.stale`;
  try {
    renameSync(lock, staleFile);
  } catch {
    return true;
  }
  const isExpected = readIfExists(staleFile) === expected;
  if (!isExpected) {
    try {
      linkSync(staleFile, lock);
    } catch {
      // A third process holds the lock by now; the owner of this one notices when it checks again.
    }
  }
  rmSync(staleFile, { force: true });
  return isExpected;
}

function parse(content: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(content);
    const isIdentity = typeof value === 'object' && value !== null && 'pid' in value && 'startedAt' in value;
    return isIdentity && typeof value.pid === 'number' && typeof value.startedAt === 'string'
      ? { pid: value.pid, startedAt: value.startedAt }
      : null;
  } catch {
    return null;
  }
}

function refusal(dataDir: string, pid: number): EmbeddedServersError {
  const owner = pid > 0 ? `the running service with process id ${pid}` : 'another start';
  return new EmbeddedServersError(`DATA_DIR: ${dataDir} is in use by ${owner}; stop it or set another DATA_DIR`);
}
