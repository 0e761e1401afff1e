import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';

/** The exit code of a process that was ended by a signal, as in shells. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

let stopping = false;

const PATIENCE_MS = 1500;

/** @type {Set<() => void>} */
const whenStopped = new Set();

/**
 * Ends us with the npm that started us. It hands SIGTERM on (through `exec`: a shell in between would end and leave us alone); an npm
 * that is killed cannot. Then we end as well, since no one is left who could stop us. Started by hand, we stay.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1000);
  watch.unref();
}

/**
 * Ends all children and then us when a signal arrives, for as long as `work` lasts. Afterwards signals are someone
 * else's again: a service has to close its requests first.
 *
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function stoppable(work) {
  const handlers = Object.entries(EXIT_CODES).map(([signal, code]) => {
    const handler = () => {
      if (!stopping) void endEverything(code);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  try {
    return await work();
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}

async function endEverything(code) {
  stopping = true;
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    for (const child of running) endGroup(child, signal);
    // npm and compilers end at once; other children are not worth waiting for.
    for (let waited = 0; running.size > 0 && waited < PATIENCE_MS; waited += 50) await delay(50);
  }
  for (const clear of whenStopped) clear();
  process.exit(code);
}

/** Runs a callback before a signal ends this process. Returns a function that removes the callback. */
export function beforeStop(clear) {
  whenStopped.add(clear);
  return () => whenStopped.delete(clear);
}

/**
 * Runs a command without showing its output, which is returned.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runQuietly(command, args, options) {
  return new Promise((resolve) => {
    // A group of its own, so that its children can be ended with it.
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    running.add(child);
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const done = (code) => {
      running.delete(child);
      // The promise stays pending, since the process is about to end.
      if (!stopping) resolve({ code, output: Buffer.concat(output).toString('utf8').trim() });
    };
    child.once('error', (error) => {
      output.push(Buffer.from(error.message));
      done(127);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}

/**
 * Runs a command with the output of this process.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} options
 * @returns {Promise<number>} its exit code
 */
export async function runVisibly(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
    // Ctrl-C reaches the child by itself, since it is in the terminal's process group; we wait until it has ended its own
    // children.
    const forward = () => child.kill('SIGTERM');
    const wait = () => undefined;
    process.on('SIGTERM', forward);
    process.on('SIGINT', wait);
    const done = (code) => {
      process.off('SIGTERM', forward);
      process.off('SIGINT', wait);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(error.message);
      done(127);
    });
    child.once('close', (code, signal) => done(code ?? EXIT_CODES[signal] ?? 1));
  });
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
