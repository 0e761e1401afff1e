import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import getPort from 'get-port';
import { packagesBehind } from './packages.mjs';

const CHILD = fileURLToPath(new URL('service.mjs', import.meta.url));
/** More than the service takes for it by itself. */
const STOP_LIMIT_MS = 9_000;
const READY = 'The service is ready.';
/** Said at every restart, and of no use to a person who changes a file. */
const ROUTINE = new Set([READY, 'Stopping.']);

/**
 * The process that runs the service, and one that waits to take its place. The one in place goes on until the next is ready, so
 * that no request meets a closed port, and a change that does not start changes nothing.
 */
export class Services {
  /** @type {Child | null} */
  #current = null;
  /** @type {Child | null} */
  #starting = null;
  /** @type {Child | null} */
  #waiting = null;
  #stopping = new Set();
  #isStopped = false;

  /** @param {{ folder: string, environment: Record<string, string>, onLine: (line: string) => void, onEnd: () => void }} options */
  constructor(options) {
    this.options = options;
  }

  /** Where the service listens; null while there is none. */
  get port() {
    return this.#current?.port ?? null;
  }

  /** Has the packages loaded ahead by a process that waits for its start. */
  prepare() {
    if (!this.#isStopped) this.#waiting ??= this.#spawn();
  }

  /**
   * Starts the code that is compiled now.
   *
   * @returns {Promise<'ready' | 'ended' | 'replaced'>} 'replaced': by a later call, which answers for both
   */
  async start() {
    this.#end(this.#starting);
    this.prepare();
    const child = this.#waiting;
    [this.#starting, this.#waiting] = [child, null];
    if (!child) return 'replaced';
    child.port = await getPort({ host: '127.0.0.1' });
    if (child.process.connected) child.process.send(child.port);
    const outcome = await Promise.race([child.ready.then(() => 'ready'), child.ended.then(() => 'ended')]);
    if (this.#starting !== child) return 'replaced';
    this.#starting = null;
    if (outcome === 'ended') return 'ended';
    const before = this.#current;
    this.#current = child;
    this.#end(before);
    return 'ready';
  }

  async stop() {
    this.#isStopped = true;
    for (const child of [this.#current, this.#starting, this.#waiting]) this.#end(child);
    await Promise.all([...this.#stopping].map((child) => child.ended));
  }

  #spawn() {
    const { folder, environment, onLine } = this.options;
    const files = [packagesFile(folder), join(folder, 'main.js')];
    const args = ['--enable-source-maps', CHILD, ...files.map((file) => pathToFileURL(file).href)];
    // In a group of its own: Ctrl-C is for us, and we end it.
    const stdio = ['ignore', 'pipe', 'pipe', 'ipc'];
    const process_ = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio, detached: true });
    process_.on('error', () => undefined);
    const child = { process: process_, port: null, ended: once(process_, 'exit'), ready: null };
    child.ready = new Promise((resolve) => {
      createInterface(process_.stdout).on('line', (line) => {
        const message = messageOf(line);
        if (message === READY) resolve();
        if (!ROUTINE.has(message)) onLine(line);
      });
    });
    process_.stderr.pipe(process.stderr, { end: false });
    child.ended.then(() => this.#hasEnded(child));
    return child;
  }

  #hasEnded(child) {
    this.#stopping.delete(child);
    if (this.#waiting === child) this.#waiting = null;
    if (this.#current !== child) return;
    this.#current = null;
    if (!this.#isStopped) this.options.onEnd();
  }

  #end(child) {
    if (!child || child.process.exitCode !== null || child.process.signalCode !== null) return;
    this.#stopping.add(child);
    child.process.kill('SIGTERM');
    const late = delay(STOP_LIMIT_MS, 'late', { ref: false });
    void Promise.race([child.ended, late]).then((outcome) => outcome === 'late' && child.process.kill('SIGKILL'));
  }
}

/** A module that loads what `main.js` and the application need at once; beside them, so that it finds the same packages. */
function packagesFile(folder) {
  const names = packagesBehind(['main.js', 'application.js'].map((name) => join(folder, name)));
  const file = join(folder, 'packages.js');
  writeFileSync(file, names.map((name) => `import ${JSON.stringify(name)};\n`).join(''));
  return file;
}

function messageOf(line) {
  try {
    return JSON.parse(line).msg;
  } catch {
    return null;
  }
}
