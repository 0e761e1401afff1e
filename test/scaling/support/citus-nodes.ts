import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestDatabase } from '../../support/database.js';
import { freePort } from '../../support/service.js';
import { waitFor } from '../../support/wait.js';

const BIN = process.env['POSTGRES_15_BIN'] ?? '';

/** Whom root becomes, since Postgres refuses to be root. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const SETTINGS = {
  shared_preload_libraries: 'citus',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'off',
  // Fewer parts of each table than by default: they are made again for each run.
  'citus.shard_count': '8',
};

const DATABASE = 'organizations';

/** Whether Citus is installed for this machine's Postgres 15. */
export const hasCitus = isInstalled();

function isInstalled(): boolean {
  if (!existsSync(join(BIN, 'pg_config'))) return false;
  const folder = execFileSync(join(BIN, 'pg_config'), ['--sharedir'], { encoding: 'utf8' }).trim();
  return existsSync(join(folder, 'extension', 'citus.control'));
}

/** Of the servers: with the home of root, whom they are not, they would look for certificates there and fail. */
const environment = (folder: string) => ({ PATH: process.env['PATH'], HOME: folder });

/** Three nodes, a coordinator and two workers, with an empty database for the owner's and the application's role. */
export async function startCitus(): Promise<TestDatabase> {
  const nodes: Node[] = [];
  try {
    while (nodes.length < 3) nodes.push(await startNode());
    return await clusterOf(nodes);
  } catch (error) {
    await stopAll(nodes);
    throw error;
  }
}

async function clusterOf(nodes: readonly Node[]): Promise<TestDatabase> {
  for (const { port } of nodes) await prepare(port);
  const [coordinator, ...workers] = nodes.map(({ port }) => port);
  await asked(coordinator ?? 0, DATABASE, `select citus_set_coordinator_host('127.0.0.1', ${coordinator})`);
  for (const worker of workers) {
    await asked(coordinator ?? 0, DATABASE, `select citus_add_node('127.0.0.1', ${worker})`);
  }
  const admin = new pg.Pool({ connectionString: urlOf(coordinator ?? 0, 'postgres'), max: 5 });
  admin.on('error', () => undefined);
  return {
    name: DATABASE,
    owner: 'owner',
    applicationUrl: urlOf(coordinator ?? 0, 'app'),
    ownerUrl: urlOf(coordinator ?? 0, 'owner'),
    admin,
    drop: async () => {
      await admin.end();
      await stopAll(nodes);
    },
  };
}

async function stopAll(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes) await node.stop();
}

interface Node {
  readonly port: number;
  stop(): Promise<void>;
}

async function startNode(): Promise<Node> {
  const folder = mkdtempSync(join(tmpdir(), 'growing-citus-'));
  chmodSync(folder, 0o700);
  if ('uid' in asNobody) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(BIN, 'initdb'), initdb, { stdio: 'ignore', cwd: folder, env: environment(folder), ...asNobody });
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(join(BIN, 'postgres'), ['-D', data, ...settings], {
    stdio: 'ignore',
    cwd: folder,
    env: environment(folder),
    ...asNobody,
  });
  await waitFor('a node of Citus', () => asked(port, 'postgres', 'select 1'));
  return {
    port,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGQUIT');
      if (child.exitCode === null) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As docs/operations.md asks of each node. */
async function prepare(port: number): Promise<void> {
  await asked(port, 'postgres', 'create role owner login', 'create role app login');
  await asked(port, 'postgres', `create database ${DATABASE} owner owner`);
  await asked(port, DATABASE, 'create extension citus', 'grant create on schema public to owner');
}

/** Whether the server answered to all of them. */
async function asked(port: number, database: string, ...statements: string[]): Promise<true> {
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres', database) });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    return true;
  } finally {
    await client.end();
  }
}

function urlOf(port: number, role: string, database = DATABASE): string {
  return `postgres://${role}@127.0.0.1:${port}/${database}`;
}
