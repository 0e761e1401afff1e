import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';

const COPIED = ['src', 'web', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'nest-cli.json'];
const LIMIT_MS = 180_000;

/** A copy of the checkout under `npm run dev`, in which files can be changed. */
export class DevCheckout {
  /** Every line that it has printed. */
  lines = [];

  constructor(folder, port) {
    this.folder = folder;
    this.url = `http://localhost:${port}`;
    this.dataDir = join(folder, 'data');
    this.process = spawn(process.execPath, ['scripts/dev.mjs'], {
      cwd: folder,
      env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: this.dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = once(this.process, 'close');
    for (const stream of [this.process.stdout, this.process.stderr]) {
      createInterface(stream).on('line', (line) => this.lines.push(line));
    }
  }

  /** @param {string} root the checkout to copy */
  static async start(root) {
    const folder = mkdtempSync(join(tmpdir(), 'organization-dev-'));
    // Started by root, Postgres runs as another user, who has to pass through.
    chmodSync(folder, 0o711);
    for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const checkout = new DevCheckout(folder, await getPort({ host: '127.0.0.1' }));
    try {
      await checkout.says(/^dev: watching/);
      return checkout;
    } catch (error) {
      await checkout.remove();
      throw new Error(`"npm run dev" is not ready; it said:\n${checkout.lines.join('\n')}`, { cause: error });
    }
  }

  /** Waits for a line of the output, behind those that were there before. */
  async says(pattern, from = 0) {
    return until(`a line ${String(pattern)}`, () => {
      const line = this.lines.slice(from).find((text) => pattern.test(text));
      if (line === undefined && this.process.exitCode !== null) throw new Error(`It ended:\n${this.lines.join('\n')}`);
      return line;
    });
  }

  read(file) {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file, text) {
    writeFileSync(join(this.folder, file), text);
  }

  /** Replaces a text of a file, which has to be there. */
  edit(file, before, after) {
    const text = this.read(file);
    const edited = text.replace(before, after);
    if (edited === text) throw new Error(`${file} does not hold ${String(before)}`);
    this.write(file, edited);
  }

  /** SIGTERM, and the wait for the end; the exit code. */
  async stop() {
    this.process.kill('SIGTERM');
    return (await this.ended)[0];
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Asks again and again until there is an answer. */
export async function until(what, look) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await delay(10)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`Waited in vain for ${what}`);
}
