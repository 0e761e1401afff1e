// Writes the console's types of the API again, from the document that the built service serves. With the address of a running
// service as argument, it prints them instead.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import { apiTypes } from './api-types-text.mjs';
import { prepare, root } from './prepare.mjs';

const FILE = join(root, 'web', 'src', 'api', 'schema.d.ts');

const [address] = process.argv.slice(2);
if (address === undefined) await overwrite();
else process.stdout.write(await apiTypes(await readDocument(address)));

async function overwrite() {
  await prepare();
  const folder = mkdtempSync(join(tmpdir(), 'organization-api-types-'));
  const port = await getPort({ host: '127.0.0.1' });
  const service = spawn(process.execPath, [join(root, 'dist', 'main.js')], {
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await ready(`http://127.0.0.1:${port}`, service);
    writeFileSync(FILE, await apiTypes(await readDocument(`http://127.0.0.1:${port}`)));
    console.log('Wrote web/src/api/schema.d.ts');
  } finally {
    const ended = once(service, 'exit');
    if (service.kill('SIGTERM')) await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readDocument(url) {
  return (await fetch(`${url}/openapi.json`)).json();
}

async function ready(url, service) {
  while (service.exitCode === null) {
    try {
      await fetch(`${url}/health/live`);
      return;
    } catch {
      await delay(200);
    }
  }
  throw new Error('The service ended before it was ready.');
}
