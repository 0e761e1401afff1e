import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { keepLog, tapArguments } from '../../support/test-artifacts.js';
import { noteEnvironment } from '../../support/secrets.js';
import { freePort } from '../../support/service.js';

export interface EndedStart {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a built script with exactly this environment and waits for its end. */
export async function endedStart(
  environment: Record<string, string>,
  script: 'dist/main.js' | 'dist/migrate.js' = 'dist/main.js',
): Promise<EndedStart> {
  const child = spawn(process.execPath, [...tapArguments(), script], {
    env: { PATH: process.env['PATH'], PORT: String(await freePort()), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  noteEnvironment(environment);
  keepLog(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Expects that the start was refused with exit code 1 and exactly one line on standard error. */
export function expectOneLine({ code, stdout, stderr }: EndedStart, line: RegExp): void {
  expect(stderr).toMatch(line);
  expect({ code, lines: stderr.split('\n').length, end: stderr.at(-1) }).toEqual({ code: 1, lines: 2, end: '\n' });
  expect(stderr + stdout).not.toMatch(/\n\s+at |"stack"/);
}
