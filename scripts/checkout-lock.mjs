import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeStop } from './children.mjs';

/**
 * Works in the checkout while no other process does: two starts at once must not build over each other. The lock has the
 * process ID of its holder, so that a killed holder does not block others.
 *
 * @param {string} root
 * @param {() => Promise<void>} work
 */
export async function withCheckoutLock(root, work) {
  const lock = join(root, '.prepare.lock');
  const own = JSON.stringify(identity(process.pid));
  const release = () => {
    if (read(lock) === own) rmSync(lock, { force: true });
  };
  await acquire(lock, own);
  const takeBack = beforeStop(release);
  try {
    await work();
  } finally {
    takeBack();
    release();
  }
}

async function acquire(lock, own) {
  let wasPrinted = false;
  for (;;) {
    if (place(lock, own)) {
      // A process that found the same stale lock at the same moment may have removed ours.
      await delay(50);
      if (read(lock) === own) return;
    }
    const content = read(lock);
    if (content === null) continue;
    const holder = parse(content);
    if (holder && JSON.stringify(identity(holder.pid)) === content) {
      if (!wasPrinted)
        console.log(`Waiting for another start to install or build in this checkout (process ${holder.pid})`);
      wasPrinted = true;
      await delay(200);
    } else if (read(lock) === content) {
      rmSync(lock, { force: true });
    }
  }
}

function place(lock, content) {
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A process ID with the start time, which distinguishes the process from a later one with the same ID. */
function identity(pid) {
  try {
    if (process.platform !== 'linux') {
      process.kill(pid, 0);
      return { pid, startedAt: '' };
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : { pid, startedAt: fields[19] };
  } catch {
    return null;
  }
}

function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
