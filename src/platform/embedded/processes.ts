import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Names one process for good: the kernel gives a number out again, the start time tells the two apart. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** The user on whose behalf a server runs; `null`: our own. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** Servers inherit nothing of our environment: it holds secrets, and `PG…` or `LC_…` variables would change them. */
const SERVER_ENVIRONMENT = { PATH: process.env['PATH'] ?? '', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };

const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

/** The identity of a living process, or null where there is none (a zombie has ended already). */
export function identify(pid: number): ProcessIdentity | null {
  try {
    if (process.platform !== 'linux') {
      const startedAt = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
      return startedAt ? { pid, startedAt } : null;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    if (!ticks || state === 'Z' || state === 'X') return null;
    return { pid, startedAt: `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}` };
  } catch {
    return null;
  }
}

/** Whether exactly this process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/** The command line of a living process, its arguments separated by blanks; empty where there is none. */
export function commandLine(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Sends each signal in turn and waits for the end, until the process is gone. */
export async function endProcess(pid: number, steps: readonly (readonly [NodeJS.Signals, number])[]): Promise<void> {
  const identity = identify(pid);
  if (!identity) return;
  for (const [signal, milliseconds] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + milliseconds;
    while (Date.now() < deadline) {
      if (!isRunning(identity)) return;
      await delay(20);
    }
  }
}

export interface RunOptions {
  readonly cwd?: string;
  readonly account?: Account;
  readonly environment?: Record<string, string>;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a command to its end and answers its output; a failure's message is the last line that it wrote. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      [...args],
      {
        // Whoever runs the command may not be allowed into the folder that we stand in.
        cwd: options.cwd ?? '/',
        env: { ...SERVER_ENVIRONMENT, ...options.environment },
        maxBuffer: 64 * 1024 * 1024,
        ...(options.account ?? {}),
        ...(options.signal ? { signal: options.signal } : {}),
      },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else reject(new Error(lastLine(stderr) || error.message.split('\n')[0], { cause: error }));
      },
    );
  });
}

export interface LaunchedServer {
  readonly pid: number;
  hasEnded(): boolean;
  /** Called once when the server ends, for whatever reason. */
  onEnd(listener: () => void): void;
}

/**
 * Starts a server that outlives us: in a session of its own, since Ctrl-C reaches the terminal's whole process group and
 * the servers are to be stopped last, and writing to a file, since a pipe to us would break with us.
 */
export async function launchServer(
  command: string,
  args: readonly string[],
  options: { readonly logFile: string; readonly account?: Account },
): Promise<LaunchedServer> {
  mkdirSync(dirname(options.logFile), { recursive: true, mode: 0o700 });
  if (sizeOf(options.logFile) > LARGEST_LOG_BYTES) renameSync(options.logFile, `${options.logFile}.1`);
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const child = spawn(command, [...args], {
      cwd: '/',
      env: SERVER_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log, log],
      ...(options.account ?? {}),
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const pid = child.pid;
    if (pid === undefined) throw new Error(`${command} has no process id`);
    return {
      pid,
      hasEnded: () => child.exitCode !== null || child.signalCode !== null,
      onEnd: (listener) => child.once('exit', listener),
    };
  } finally {
    closeSync(log);
  }
}

/** The end of a server's log file, on one line, to be shown when it did not start. */
export function lastLogLine(logFile: string): string {
  try {
    return lastLine(readFileSync(logFile, 'utf8'));
  } catch {
    return '';
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  const telling = lines.findLast((line) => /FATAL|PANIC|ERROR|error|E:|Fatal/.test(line));
  return (telling ?? lines.at(-1) ?? '').trim();
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
