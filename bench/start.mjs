// How long the built service needs from its start until it is ready, with existing embedded servers and data, and how much
// memory each role then uses. `--quick`: fewer starts, nothing written.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { cpuOf } from './cpu.mjs';
import { middle, putBetween } from './peers/report.mjs';
import { startServers, startSmtp } from './servers.mjs';

const quick = process.argv.includes('--quick');
const STARTS = quick ? 3 : 9;
/** Until the garbage of the start has been collected. */
const SETTLE_MS = 5_000;
const root = fileURLToPath(new URL('..', import.meta.url));

const embedded = await measureEmbedded();
const roles = await measureRoles();
const text = asMarkdown(embedded, roles);
console.log(text);
if (!quick) await putBetween(join(root, 'docs', 'performance.md'), 'start', text);

/** Like the second `npm start`: embedded Postgres, Redis and mail catcher, on existing data. */
async function measureEmbedded() {
  const dataDir = mkdtempSync(join(tmpdir(), 'organization-start-'));
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  try {
    await startOnce({ DATA_DIR: dataDir });
    const runs = [];
    for (let start = 0; start < STARTS; start += 1) runs.push(await startOnce({ DATA_DIR: dataDir }));
    return runs;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureRoles() {
  const servers = await startServers();
  const smtp = await startSmtp();
  const environment = {
    DATABASE_URL: servers.applicationUrl,
    REDIS_URL: servers.redisUrl,
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    APP_SECRET: 'a secret of the bench, long enough to be one',
    DATA_DIR: servers.dataDir,
  };
  try {
    const roles = [];
    for (const role of ['all', 'api', 'worker']) {
      const runs = [];
      for (let start = 0; start < STARTS; start += 1) {
        runs.push(await startOnce({ ...environment, PROCESS_ROLE: role }, start === 0 ? SETTLE_MS : 0));
      }
      roles.push({ role, runs, memory: runs[0].memory });
    }
    return roles;
  } finally {
    await smtp.stop();
    await servers.stop();
  }
}

/** Starts it, waits until it is ready, and stops it again. */
async function startOnce(environment, settle = 0) {
  const port = await getPort({ host: '127.0.0.1' });
  const began = performance.now();
  const child = fork(join(root, 'dist', 'main.js'), [], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => /The service is ready|The worker is ready/.test(data) && resolve());
    child.once('exit', () => reject(new Error('The service ended before it was ready.')));
  });
  const milliseconds = performance.now() - began;
  const cpu = cpuOf(child.pid);
  await delay(settle);
  const memory = megabytesOf(child.pid);
  child.kill('SIGTERM');
  await exited;
  return { milliseconds, cpu, memory };
}

/** Resident memory; null without /proc. */
function megabytesOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return null;
  }
}

function asMarkdown(embeddedRuns, roles) {
  const row = (name, runs, memory) => {
    const times = runs.map(({ milliseconds }) => milliseconds);
    const cpu = runs.every((run) => run.cpu !== null) ? seconds(middle(runs.map((run) => run.cpu / 1000))) : '–';
    const spread = `${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}`;
    return `| ${name} | ${seconds(middle(times))} (${spread}) | ${cpu} | ${memory ? `${Math.round(memory)} MB` : '–'} |`;
  };
  return [
    `Measured with \`npm run bench -- start\`: the median of ${STARTS} starts (and the quickest and slowest), memory ${SETTLE_MS / 1000} s after one. ` +
      'On a shared machine, CPU time is more reliable than elapsed time.',
    '',
    '| start | until it is ready | CPU of the process | resident memory, idle |',
    '| --- | --- | --- | --- |',
    row('all, with embedded servers, the second time', embeddedRuns, null),
    ...roles.map(({ role, runs, memory }) => row(`${role}, servers running`, runs, memory)),
  ].join('\n');
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
