import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { freePort } from '../../support/service.js';
import type { TestDatabase } from '../../support/database.js';
import { waitFor } from '../../support/wait.js';

/** A server of one test. */
export interface Server {
  stop(): Promise<void>;
}

/** Of the servers' own users; the database's roles have their own. */
const PASSWORD = randomBytes(12).toString('hex');

/** Whom root becomes, since PgBouncer refuses to be root. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const PGBOUNCER = process.env['PGBOUNCER'];

/** Whether a PgBouncer is on this machine; `npm test` and `npm run test:soak` bring one. */
export const hasPgBouncer = PGBOUNCER !== undefined;

/** PgBouncer in transaction mode before the database, with fewer connections to it than one process has by itself. */
export async function startPgBouncer(
  database: TestDatabase,
  poolSize = 6,
): Promise<Server & { url: string; console: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'growing-pgbouncer-'));
  const [port, behind] = [await freePort(), new URL(database.applicationUrl)];
  writeFileSync(join(folder, 'users'), `"${behind.username}" "${behind.password}"\n"watcher" "${PASSWORD}"\n`);
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
${database.name} = host=127.0.0.1 port=${behind.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = md5
auth_file = ${join(folder, 'users')}
stats_users = watcher
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
`,
  );
  chmodSync(folder, 0o755);
  if ('uid' in asNobody) chownSync(folder, NOBODY, NOBODY);
  if (PGBOUNCER === undefined)
    throw new Error('There is no PgBouncer: "npm test" brings one, or name one in PGBOUNCER.');
  const child = spawn(PGBOUNCER, [join(folder, 'pgbouncer.ini')], { stdio: 'ignore', ...asNobody });
  const url = new URL(database.applicationUrl);
  url.port = String(port);
  await waitFor('PgBouncer', async () => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.end();
    return true;
  });
  return {
    url: url.href,
    console: `postgres://watcher:${PASSWORD}@127.0.0.1:${port}/pgbouncer`,
    stop: () => end([child], [folder]),
  };
}

/** Three nodes of a Redis Cluster with a third of the slots each. */
export async function startRedisCluster(): Promise<Server & { url: string; nodes: readonly string[] }> {
  const ports: number[] = [];
  // A node also listens on the port 10,000 above.
  while (ports.length < 3) {
    const port = await freePort();
    if (port < 55_000 && !ports.includes(port)) ports.push(port);
  }
  const folders = ports.map(() => mkdtempSync(join(tmpdir(), 'growing-redis-')));
  const children = ports.map((port, index) => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folders[index] ?? '', '--save', ''];
    const cluster = ['--cluster-enabled', 'yes', '--requirepass', PASSWORD, '--masterauth', PASSWORD];
    return spawn(process.env['TEST_REDIS_SERVER'] ?? 'redis-server', [...args, ...cluster], { stdio: 'ignore' });
  });
  const nodes = ports.map((port) => `redis://:${PASSWORD}@127.0.0.1:${port}`);
  const clients = nodes.map((url) => new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 25 }));
  for (const [index, client] of clients.entries()) {
    client.on('error', () => undefined);
    await client.call('CLUSTER', 'ADDSLOTSRANGE', [0, 5_461, 10_923][index] ?? 0, [5_460, 10_922, 16_383][index] ?? 0);
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    if (index > 0) await client.call('CLUSTER', 'MEET', '127.0.0.1', ports[0] ?? 0);
  }
  for (const client of clients) {
    await waitFor('the cluster', async () => {
      const info = String(await client.call('CLUSTER', 'INFO'));
      return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3');
    });
    client.disconnect();
  }
  return {
    url: `redis://:${PASSWORD}@${ports.map((port) => `127.0.0.1:${port}`).join(',')}`,
    nodes,
    stop: () => end(children, folders),
  };
}

async function end(children: readonly ChildProcess[], folders: readonly string[]): Promise<void> {
  for (const child of children) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    if (child.exitCode === null) await ended;
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
