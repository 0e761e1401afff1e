// `npm run test:nodes`: starts the built service under each supported version of Node, on a data folder of its own, and uses it from
// outside. The last line is "N passed, N failed".
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { conclude, testEnvironment } from './jest-run.mjs';
import { areEnginesRight, nodeOf, NODE_VERSIONS } from './node-versions.mjs';
import { prepare, root } from './prepare.mjs';

/** On a busy machine. */
const LIMIT_MS = 60_000;

await prepare();
// Before that, a clean checkout has no packages.
const { default: getPort } = await import('get-port');
const counts = { passed: 0, failed: 0 };
await check('engines of package.json names these versions', () => {
  if (!areEnginesRight()) throw new Error(`it does not name exactly ${Object.keys(NODE_VERSIONS).join(', ')}`);
});
for (const line of Object.keys(NODE_VERSIONS)) {
  await check(`the service under Node ${line}`, async () => tryOut(await nodeOf(line), line));
}
conclude(counts);

async function check(name, work) {
  const began = performance.now();
  let failure = null;
  try {
    await work();
  } catch (error) {
    failure = error;
  }
  counts[failure === null ? 'passed' : 'failed'] += 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${failure === null ? 'PASS' : 'FAIL'} ${name} (${seconds} s)`);
  if (failure !== null) console.log(failure.stack);
}

/** Signs up, creates an organization, invites by email, draws a logo and a report (native code), reads the API's document, and stops. */
async function tryOut(node, line) {
  const folder = mkdtempSync(join(tmpdir(), 'organization-node-'));
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  const service = await start(node, folder);
  try {
    expectEqual(service.version.split('.')[0], line, 'the version of Node');
    await use(service);
    expectEqual(await service.stop(), 0, 'the exit code');
    const mistakes = service.lines.filter(({ level }) => level === 'error' || level === 'fatal');
    expectEqual(JSON.stringify(mistakes), '[]', 'the errors in the log');
    expectEqual(service.complaints(), '', 'standard error');
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function use({ url, mails }) {
  const { token } = await call(url, null, 'POST', '/auth/sign-in', { email: 'ada@example.com', name: 'Ada' });
  const { id } = await call(url, token, 'POST', '/organizations', { name: 'Acme Sales' });
  const path = `/organizations/${id}`;
  await call(url, token, 'PUT', `${path}/billing/plan`, { plan: 'starter' });
  await call(url, token, 'POST', `${path}/invitations`, { email: 'grace@example.com', role: 'member' });
  const subject = await until('the email', async () => {
    const caught = await (await fetch(new URL('/messages.json', mails))).json();
    return caught.find(({ to }) => to.includes('grace@example.com'))?.subject;
  });
  expectEqual(subject, 'Ada invited you to join Acme Sales', "the email's subject");
  await putLogo(url, token, path);
  const report = await fetch(`${url}/api/v1${path}/analytics/report.pdf?period=2026-01`, authorized(token));
  expectEqual((await report.text()).slice(0, 5), '%PDF-', 'the beginning of the report');
  const document = await (await fetch(`${url}/openapi.json`)).json();
  expectEqual(document.openapi, '3.1.1', 'the version of the document');
  const page = await (await fetch(`${url}/docs`)).text();
  expectEqual(/swagger-ui/.test(page), true, 'Swagger UI in /docs');
}

async function putLogo(url, token, path) {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const body = new FormData();
  body.set('file', new Blob([Buffer.from(pixel, 'base64')], { type: 'image/png' }), 'logo.png');
  const response = await fetch(`${url}/api/v1${path}/logo`, { method: 'PUT', body, ...authorized(token) });
  expectEqual(response.status, 200, 'the status of the logo');
}

async function call(url, token, method, path, body) {
  const headers = { 'Content-Type': 'application/json', ...authorized(token).headers };
  const response = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

function authorized(token) {
  return { headers: token === null ? {} : { Authorization: `Bearer ${token}` } };
}

async function start(node, dataDir) {
  const { stdout } = spawn(node, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const version = (await stdout.toArray()).join('').trim().slice(1);
  const port = await getPort({ host: '127.0.0.1' });
  const child = spawn(node, [join(root, 'dist', 'main.js')], {
    cwd: root,
    env: { ...testEnvironment(), PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const lines = [];
  let complaints = '';
  child.stderr.on('data', (data) => (complaints += data));
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  const stop = async () => {
    child.kill('SIGTERM');
    return (await ended)[0];
  };
  try {
    const ready = await until('the service to be ready', () => {
      if (child.exitCode !== null) throw new Error(`the service ended: ${complaints}`);
      return lines.find(({ msg }) => msg === 'The service is ready.');
    });
    return { url: `http://127.0.0.1:${port}`, mails: ready.mails, version, lines, complaints: () => complaints, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function until(what, look) {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end; await delay(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}

function expectEqual(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: ${actual}, expected ${expected}`);
}
