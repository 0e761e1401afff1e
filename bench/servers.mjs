import { execFile, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { SMTPServer } from 'smtp-server';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** The secret of the service under test: the benchmark signs its callers' tokens with it, as the service would. */
export const SECRET = `a benchmark's secret ${randomBytes(16).toString('hex')}`;

/** Loads a module of the built service. */
export function fromBuild(path) {
  return import(new URL(`../dist/${path}`, import.meta.url).href);
}

/**
 * Postgres and Redis in a separate folder, started as the service itself starts them, durable as in production (invitations
 * wait for the disk), migrated, with the two roles.
 */
export async function startServers() {
  const [postgresModule, redisModule, folder, ports, roles, log] = await Promise.all(
    ['postgres', 'redis', 'data-folder', 'ports', 'postgres-roles']
      .map((name) => `dev/${name}.js`)
      .concat('platform/logging/logger.js')
      .map(fromBuild),
  );
  log.logger.level = 'warn';
  const dataDir = mkdtempSync(join(tmpdir(), 'organization-bench-'));
  // Started by root, Postgres runs as another user, who needs access to the folder.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  folder.makeDataFolder(dataDir);
  const credentials = folder.loadCredentials(dataDir);
  const book = new ports.PortRegistry(dataDir, []);
  const starts = [
    postgresModule.startPostgres({
      dataDir,
      ports: book,
      administratorPassword: credentials.databaseAdministrator,
      durable: true,
    }),
    redisModule.startRedis({ dataDir, ports: book, password: credentials.redis }),
  ];
  const settled = Promise.allSettled(starts);
  const stop = async () => {
    const started = (await settled).flatMap(({ value }) => (value ? [value] : []));
    await Promise.all(started.map((server) => server.stop()));
    for (const { clusterFolder } of started) {
      if (clusterFolder) rmSync(clusterFolder, { recursive: true, force: true });
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const [postgres, redis] = await Promise.all(starts);
    const urls = await roles.ensureRoles(postgres, credentials);
    await run(process.execPath, ['dist/migrate.js'], {
      cwd: root,
      env: { PATH: process.env.PATH, DATABASE_URL: urls.application, DATABASE_MIGRATION_URL: urls.owner },
    });
    return {
      dataDir,
      applicationUrl: urls.application,
      administratorUrl: postgres.administratorUrl(roles.DATABASE),
      redisUrl: redis.url,
      /** The process whose children are Postgres' backends. */
      postmaster: Number(readFileSync(join(postgres.clusterFolder, 'postmaster.pid'), 'utf8').split('\n', 1)[0]),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Starts the built service as in production, except that rate limits refuse nothing.
 *
 * @param {Awaited<ReturnType<typeof startServers>>} servers
 * @param {{ role: 'all' | 'api' | 'worker', smtpPort: number, databaseUrl?: string, execArgv?: string[],
 *   environment?: Record<string, string> }} options
 */
export async function startService(servers, { role, smtpPort, databaseUrl, execArgv = [], environment = {} }) {
  const port = await getPort({ host: '127.0.0.1' });
  const child = fork(join(root, 'dist', 'main.js'), [], {
    cwd: root,
    execArgv,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      PROCESS_ROLE: role,
      DATABASE_URL: databaseUrl ?? servers.applicationUrl,
      REDIS_URL: servers.redisUrl,
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      APP_SECRET: SECRET,
      RATE_LIMITS: 'off',
      DATA_DIR: servers.dataDir,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  await untilItSays(child, /The service is ready|The worker is ready/);
  return { name: 'service', port, pid: child.pid, child, stop: () => end(child) };
}

/** Starts a bare server: `a` sends one query, `b` does so in a tenant's transaction. */
export async function startBare(servers, kind, keys) {
  const child = fork(join(root, 'bench', 'bare-server.mjs'), [], {
    env: {
      PATH: process.env.PATH,
      BARE: kind,
      KEY: keys.toString('base64'),
      // Without the tenant's setting row-level security shows no rows: so `a` connects as a superuser.
      DATABASE_URL: kind === 'a' ? servers.administratorUrl : servers.applicationUrl,
    },
  });
  const [{ port }] = await once(child, 'message');
  return { name: `bare ${kind.toUpperCase()}`, port, pid: child.pid, stop: () => end(child) };
}

/** A mail server that accepts everything without checking it. */
export async function startSmtp() {
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    logger: false,
    onData: (stream, _session, done) => stream.resume().once('end', done),
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return { port: listening.address().port, stop: () => new Promise((resolve) => server.close(resolve)) };
}

async function untilItSays(child, pattern) {
  let output = '';
  await new Promise((resolve, reject) => {
    const listen = (data) => {
      output += data.toString();
      if (!pattern.test(output)) return;
      resolve();
      // Its log goes through the pipe, as in a container, and is dropped.
      child.stdout.off('data', listen).resume();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (data) => (output += data.toString()));
    child.once('exit', () => reject(new Error(`The service ended:\n${output}`)));
  });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
