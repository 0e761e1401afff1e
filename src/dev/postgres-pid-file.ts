import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from './processes.js';

/** The file that Postgres writes into its data folder while it runs, and leaves there when it is killed. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly file: string;
  readonly text: string;
}

/**
 * Postgres refuses to start if a process with the ID in this file exists, even if it is a zombie or an unrelated process by
 * now. With our own ID, the one of its parent, Postgres recognizes the file as old, and still looks for backends of its
 * predecessor.
 */
export function markPidFileStale({ file, text }: PidFile): void {
  writeFileSync(file, text.replace(/^\d+/, String(process.pid)));
}

/** The pid file of a data folder, or null if it does not exist. */
export function readPidFile(clusterFolder: string): PidFile | null {
  const file = join(clusterFolder, 'postmaster.pid');
  try {
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 ? { pid, port, file, text } : null;
  } catch {
    return null;
  }
}

/** Whether a process is the Postgres of this data folder. */
export function isPostmaster(pid: number, clusterFolder: string): boolean {
  return commandLine(pid).includes(`-D ${clusterFolder} `);
}
