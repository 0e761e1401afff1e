import { appendFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What a run leaves for the scans that come after it (`test/after`): the log of each process of the service, the statements
 * that it sent, and what no log may hold. Where no scan comes, as under `npx jest`, nothing is kept.
 */
const folder = process.env['TEST_MATERIAL'] ?? '';

/** A text that no log may hold, and what it is. */
export interface Secret {
  readonly what: string;
  readonly text: string;
}

/** A shorter one would be found in what has nothing to do with it. */
const SHORTEST_SECRET = 8;

const noted = new Set<string>();

/** Keeps a text that no log may hold; one of less than eight characters is none. */
export function noteSecret(what: string, text: string | null | undefined): void {
  if (folder === '' || !text || text.length < SHORTEST_SECRET || noted.has(text)) return;
  noted.add(text);
  appendFileSync(join(folder, `secrets-${process.pid}.jsonl`), `${JSON.stringify({ what, text } satisfies Secret)}\n`);
}

/** Keeps what a process of the service writes, as it comes, under the name of the test that started it. */
export function keepLog({ pid, stdout, stderr }: Pick<ChildProcess, 'pid' | 'stdout' | 'stderr'>): void {
  if (folder === '') return;
  const file = logFile(pid ?? 0);
  for (const stream of [stdout, stderr])
    stream?.on('data', (data: Buffer | string) => {
      appendFileSync(file, data);
    });
}

/** Keeps what a service wrote in a process that it shares with others, in the same way. */
export function keepText(pid: number, text: string): void {
  if (folder !== '') appendFileSync(logFile(pid), text);
}

function logFile(pid: number): string {
  return join(folder, `log-${pid}-${basename(expect.getState().testPath ?? 'unknown')}.txt`);
}

/** Arguments of Node before the program, so that the process keeps the statements that it sends. */
export function tapArguments(): string[] {
  if (folder === '') return [];
  const tap = pathToFileURL(join(process.cwd(), 'test', 'support', 'statement-tap.mjs'));
  // Not by the environment: tests say themselves what is in it.
  tap.searchParams.set('folder', folder);
  return ['--import', tap.href];
}
