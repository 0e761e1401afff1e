import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Identifies one process permanently: the kernel reuses process IDs, and the start time tells two processes with the same ID
 * apart.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** The user as whom a server runs; `null`: the user of this process. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** Servers inherit nothing of our environment: it has secrets, and `PG…` or `LC_…` variables would change their behavior. */
const SERVER_ENVIRONMENT = { PATH: process.env['PATH'] ?? '', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };

const MAX_LOG_BYTES = 10 * 1024 * 1024;

/** The identity of a running process, or null if it does not exist (a zombie has ended already). */
export function identify(pid: number): ProcessIdentity | null {
  try {
    if (process.platform !== 'linux') {
      const startedAt = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
      return startedAt ? { pid, startedAt } : null;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets, which may itself contain blanks and brackets.
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

/** The command line of a running process, its arguments separated by blanks; empty if it does not exist. */
export function commandLine(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Sends each signal in turn and waits, until the process has ended. */
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

/** Runs a command to its end and returns its output; the message of an error is the last line that it wrote. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      [...args],
      {
        // The user of the command may not have access to the current folder.
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
  /** Called once when the server ends, for any reason. */
  onEnd(listener: () => void): void;
}

/**
 * Starts a server that can outlive this process. In a session of its own, since Ctrl-C reaches the terminal's whole process
 * group and the servers are to be stopped last; writing to a file, since a pipe to us would break when we end.
 */
export async function launchServer(
  command: string,
  args: readonly string[],
  options: { readonly logFile: string; readonly account?: Account },
): Promise<LaunchedServer> {
  mkdirSync(dirname(options.logFile), { recursive: true, mode: 0o700 });
  if (sizeOf(options.logFile) > MAX_LOG_BYTES) renameSync(options.logFile, `${options.logFile}.1`);
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

/** The end of a server's log file, on one line, shown when it did not start. */
export function lastLogLine(logFile: string): string {
  try {
    return lastLine(readFileSync(logFile, 'utf8'));
  } catch {
    return '';
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  const errorLine = lines.findLast((line) => /FATAL|PANIC|ERROR|error|E:|Fatal/.test(line));
  return (errorLine ?? lines.at(-1) ?? '').trim();
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
