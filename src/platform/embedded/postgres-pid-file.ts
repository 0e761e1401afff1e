import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from './processes.js';

/** What Postgres writes into its data folder while it runs, and leaves there when it is killed. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly file: string;
  readonly text: string;
}

/**
 * Postgres refuses to start beside a process with the number in this file, be it a zombie or somebody else's by now. With
 * our number there, its parent's, it knows the file to be old, and still looks for backends that its predecessor left.
 */
export function disown({ file, text }: PidFile): void {
  writeFileSync(file, text.replace(/^\d+/, String(process.pid)));
}

/** The pid file of a data folder, or null where there is none. */
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

/** Whether a process is the Postgres of this very data folder. */
export function isPostmaster(pid: number, clusterFolder: string): boolean {
  return commandLine(pid).includes(`-D ${clusterFolder} `);
}
