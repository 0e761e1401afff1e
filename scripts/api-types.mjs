// Writes the console's types of the API anew, from the document that the built service answers.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { apiTypes } from './api-types-text.mjs';
import { prepare, root } from './prepare.mjs';

const FILE = join(root, 'web', 'src', 'api', 'schema.d.ts');

await prepare();
const folder = mkdtempSync(join(tmpdir(), 'organization-api-types-'));
const port = await freePort();
const service = spawn(process.execPath, [join(root, 'dist', 'main.js')], {
  env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: join(folder, 'data') },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  writeFileSync(FILE, await apiTypes(await readDocument()));
  console.log('Wrote web/src/api/schema.d.ts');
} finally {
  const ended = once(service, 'exit');
  if (service.kill('SIGTERM')) await ended;
  rmSync(folder, { recursive: true, force: true });
}

async function readDocument() {
  while (service.exitCode === null) {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/openapi.json`)).json();
    } catch {
      await delay(200);
    }
  }
  throw new Error('The service ended before it answered its document.');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  await once(server, 'close');
  return free;
}
