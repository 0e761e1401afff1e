import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import getPort from 'get-port';
import { keepLog, tapArguments } from './test-artifacts.js';
import { noteDataFolder, noteEnvironment } from './secrets.js';
import { waitFor } from './wait.js';

/** A running process of the built service. */
export interface ServiceProcess {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Everything that it has printed. */
  output(): string;
  /** SIGTERM, and the wait for its end; answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** On a busy machine; below Jest's own limit, so that the error names what was waited for. */
const START_LIMIT_MS = 50_000;

export function freePort(): Promise<number> {
  return getPort({ host: '127.0.0.1' });
}

/**
 * Starts `dist/main.js` with exactly this environment, and waits until it is ready.
 *
 * @param folder where `dist` is, unless it is the checkout's
 */
export async function startProcess(environment: Record<string, string>, folder?: string): Promise<ServiceProcess> {
  const service = await launch(environment, folder);
  const state = await waitFor(
    'the service to be ready',
    () => {
      if (/The service is ready|The worker is ready/.test(service.output())) return 'ready';
      const { exitCode, signalCode } = service.process;
      return exitCode !== null || signalCode !== null ? 'ended' : null;
    },
    START_LIMIT_MS,
  ).catch(async (error: unknown) => {
    // No one else would ever end it, and it would slow down every test that follows.
    await service.kill();
    throw error;
  });
  if (environment['DATA_DIR']) noteDataFolder(environment['DATA_DIR']);
  if (state === 'ended') throw new Error(`The service ended before it was ready:\n${service.output()}`);
  return service;
}

/** Starts `dist/main.js` and does not wait. */
export async function launch(environment: Record<string, string>, folder?: string): Promise<ServiceProcess> {
  const port = Number(environment['PORT'] ?? (await freePort()));
  const child = spawn(process.execPath, [...tapArguments(), 'dist/main.js'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  noteEnvironment(environment);
  keepLog(child);
  const ended = once(child, 'exit');
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    process: child,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
