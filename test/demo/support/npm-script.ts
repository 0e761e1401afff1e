import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { keepLog, tapArguments } from '../../support/test-artifacts.js';
import { noteDataFolder, noteEnvironment } from '../../support/secrets.js';
import { waitFor } from '../../support/wait.js';

export interface StartedScript {
  /** Milliseconds until `/health/ready` answered 200. */
  readonly readyAfterMs: number;
  output(): string;
  /** SIGTERM, and the wait for its end. */
  stop(): Promise<number | null>;
}

/** Runs what `npm run demo` runs, and waits until the service is ready. */
export async function startDemo(environment: { DATA_DIR: string; PORT: string }): Promise<StartedScript> {
  const began = performance.now();
  const child = spawn(process.execPath, [...tapArguments(), 'scripts/demo.mjs'], {
    env: { PATH: process.env['PATH'], RATE_LIMITS: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  noteEnvironment(environment);
  keepLog(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'exit');
  const isReady = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`The demo ended:\n${output}`);
    return (await fetch(`http://localhost:${environment.PORT}/health/ready`)).status === 200;
  };
  await waitFor('the demo to be ready', isReady, 80_000).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await ended;
    throw error;
  });
  noteDataFolder(environment.DATA_DIR);
  return {
    readyAfterMs: performance.now() - began,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

export interface EndedScript {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run seed` with these arguments until its end. */
export async function runSeed(args: readonly string[], environment: Record<string, string>): Promise<EndedScript> {
  const child = spawn(process.execPath, ['scripts/seed.mjs', ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
