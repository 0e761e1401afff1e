import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { logger } from '../platform/logging/logger.js';
import { readIfExists } from './data-folder.js';
import { EmbeddedServersError } from './embedded-servers-error.js';
import { LOOPBACK, PortRegistry } from './ports.js';
import { markPidFileStale, isPostmaster, readPidFile } from './postgres-pid-file.js';
import { findPostgresSetup, PostgresSetup } from './postgres-setup.js';
import { endProcess, identify, lastLogLine, launchServer, run, type LaunchedServer } from './processes.js';

const ADMINISTRATOR = 'postgres';

const WRONG_PASSWORD = Symbol('wrong password');

/** Recovery after a crash can take this long; the log file shows its progress. */
const MAX_START_MS = 120_000;

/** SIGINT is Postgres' fast shutdown; SIGQUIT skips the checkpoint of the shutdown, and the next start recovers. */
const STOP_STEPS = [
  ['SIGINT', 4000],
  ['SIGQUIT', 1500],
  ['SIGKILL', 500],
] as const;

export interface PostgresOptions {
  readonly dataDir: string;
  readonly ports: PortRegistry;
  /** The password of the superuser, set when the cluster is created. */
  readonly administratorPassword: string;
  /** `false` trades safety after a crash for speed; for tests only. */
  readonly durable: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** The folder of its data: not always in the data folder. */
  readonly clusterFolder: string;
  /** The superuser's address; the service itself never uses it. */
  administratorUrl(database: string): string;
  stop(): Promise<void>;
}

/** Starts Postgres in the data folder, or adopts the one that a killed service left running there. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const startedAt = performance.now();
  const setup = await findPostgresSetup(options.dataDir, options.signal);
  const adopted = await adoptPostgres(setup.clusterFolder, options);
  if (adopted) {
    logger.debug(adopted, 'embedded Postgres: using the one that a killed service left running');
    options.ports.savePort('postgres', adopted.port);
    return running({ ...adopted, clusterFolder: setup.clusterFolder }, options);
  }
  if (!existsSync(join(setup.clusterFolder, 'PG_VERSION'))) {
    if (existsSync(setup.clusterFolder) && readdirSync(setup.clusterFolder).length > 0) {
      throw damagedClusterError(setup.clusterFolder, 'its file PG_VERSION is missing');
    }
    await createCluster(setup, options);
  }
  const { pid, port, server } = await launch(setup, options);
  logger.debug({ pid, port, ms: Math.round(performance.now() - startedAt) }, 'embedded Postgres: started');
  const started = running({ pid, port, clusterFolder: setup.clusterFolder }, options);
  server.onEnd(() => {
    if (!started.isStopping()) logger.error('embedded Postgres: it has ended; start the service again');
  });
  return started;
}

/**
 * Stops a Postgres that no service manages any more, if one runs on this data folder.
 *
 * @public tests call it in the built service
 */
export async function stopOrphanedPostgres(dataDir: string): Promise<void> {
  const clusterFolder = readIfExists(join(dataDir, 'postgres-folder'))?.trim() ?? join(dataDir, 'postgres');
  const orphan = readPidFile(clusterFolder);
  if (orphan && isPostmaster(orphan.pid, clusterFolder)) await endProcess(orphan.pid, STOP_STEPS);
}

function running(
  { pid, port, clusterFolder }: { pid: number; port: number; clusterFolder: string },
  options: PostgresOptions,
): EmbeddedPostgres & { isStopping(): boolean } {
  let stopped: Promise<void> | undefined;
  return {
    port,
    clusterFolder,
    administratorUrl: (database) => urlOf(port, options.administratorPassword, database),
    stop: () => (stopped ??= endProcess(pid, STOP_STEPS)),
    isStopping: () => stopped !== undefined,
  };
}

/** What Postgres says when it cannot use its files. */
const UNUSABLE_FILES =
  /incompatible|not a database cluster|not a valid|control file|pg_control|could not (?:open|read|locate|access|find)|invalid|incorrect|missing|PANIC/i;

/** Why Postgres does not start from this data, as one sentence that says what to do. */
async function unusableClusterError(
  setup: PostgresSetup,
  reason: string,
  logFile: string,
): Promise<EmbeddedServersError> {
  const { clusterFolder } = setup;
  const version = readIfExists(join(clusterFolder, 'PG_VERSION'))?.trim() ?? '';
  const ownVersion = /\d+/.exec(await run(setup.binaries.postgres, ['--version'], { account: setup.account }))?.[0];
  if (/^\d+$/.test(version) && version !== ownVersion) {
    return new EmbeddedServersError(
      `DATA_DIR: the database in ${clusterFolder} was made by Postgres ${version}, and this service starts Postgres ${ownVersion ?? 'of another version'}; set another DATA_DIR, or run a Postgres ${version} on that folder and set DATABASE_URL`,
    );
  }
  return damagedClusterError(clusterFolder, `${reason}; more in ${logFile}`);
}

function damagedClusterError(clusterFolder: string, reason: string): EmbeddedServersError {
  return new EmbeddedServersError(
    `DATA_DIR: the database in ${clusterFolder} is damaged, Postgres cannot start from it; restore the data folder from a backup, or set another DATA_DIR to begin with an empty one (${reason})`,
  );
}

/** Creates a new cluster in a temporary folder and renames it, so that a start that is killed meanwhile leaves no partial cluster. */
async function createCluster(setup: PostgresSetup, options: PostgresOptions): Promise<void> {
  logger.info(`embedded Postgres: creating a new database under ${setup.clusterFolder}`);
  const unfinished = `${setup.clusterFolder}.new`;
  const passwordFile = join(unfinished, 'password');
  const cluster = join(unfinished, 'cluster');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${options.administratorPassword}\n`, { mode: 0o600 });
  if (setup.account)
    for (const path of [unfinished, passwordFile]) chownSync(path, setup.account.uid, setup.account.gid);
  const args = [
    `--pgdata=${cluster}`,
    `--username=${ADMINISTRATOR}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts by code point, the same on every machine, and knows the letters of all languages.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(options.durable ? [] : ['--no-sync']),
  ];
  try {
    await run(setup.binaries.initdb, args, { account: setup.account, signal: options.signal });
    renameSync(cluster, setup.clusterFolder);
  } catch (error) {
    throw startError(
      `the database could not be created: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function launch(
  setup: PostgresSetup,
  options: PostgresOptions,
): Promise<{ pid: number; port: number; server: LaunchedServer }> {
  const logFile = join(options.dataDir, 'logs', 'postgres.log');
  let port = await options.ports.choose('postgres');
  for (let attempt = 1; ; attempt += 1) {
    logger.debug({ port }, 'embedded Postgres: starting');
    const settings = {
      port,
      listen_addresses: LOOPBACK,
      unix_socket_directories: '',
      max_connections: 200,
      fsync: options.durable ? 'on' : 'off',
      synchronous_commit: options.durable ? 'on' : 'off',
      full_page_writes: options.durable ? 'on' : 'off',
      timezone: 'UTC',
      log_timezone: 'UTC',
      lc_messages: 'C',
    };
    const args = ['-D', setup.clusterFolder, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
    const server = await launchServer(setup.binaries.postgres, args, { logFile, account: setup.account });
    const url = urlOf(port, options.administratorPassword, 'postgres');
    try {
      if (await waitUntilReady(url, setup.clusterFolder, MAX_START_MS, () => server.hasEnded(), options.signal)) {
        return { pid: server.pid, port, server };
      }
    } catch (error) {
      await endProcess(server.pid, STOP_STEPS);
      throw error;
    }
    const ended = server.hasEnded();
    await endProcess(server.pid, STOP_STEPS);
    const reason = lastLogLine(logFile);
    const isTaken = reason.includes('TCP/IP');
    if (ended && !isTaken && UNUSABLE_FILES.test(reason)) throw await unusableClusterError(setup, reason, logFile);
    if (!ended || attempt === 3) throw startError(`${reason} (more in ${logFile})`);
    // Someone else may have taken the port since it was found free, or backends of a killed predecessor still be ending.
    if (isTaken) port = await options.ports.chooseAnother('postgres');
    else await delay(300);
  }
}

/** The server that already runs on this cluster and is ours, once it answers; one that does not answer is stopped. */
async function adoptPostgres(
  clusterFolder: string,
  options: PostgresOptions,
): Promise<{ pid: number; port: number } | null> {
  const orphan = readPidFile(clusterFolder);
  if (!orphan) return null;
  if (!isPostmaster(orphan.pid, clusterFolder)) {
    markPidFileStale(orphan);
    return null;
  }
  const url = urlOf(orphan.port, options.administratorPassword, 'postgres');
  const isReady = await waitUntilReady(url, clusterFolder, 10_000, () => !identify(orphan.pid), options.signal);
  if (isReady) return { pid: orphan.pid, port: orphan.port };
  logger.info(
    { pid: orphan.pid },
    'embedded Postgres: stopping the one that a killed service left, it does not answer',
  );
  await endProcess(orphan.pid, STOP_STEPS);
  // A killed server could not remove its file.
  const file = readPidFile(clusterFolder);
  if (file) markPidFileStale(file);
  return null;
}

/** Waits until the server on this data folder answers; false after the time limit, or if no server is starting. */
async function waitUntilReady(
  url: string,
  clusterFolder: string,
  milliseconds: number,
  hasFailed: () => boolean,
  signal?: AbortSignal,
): Promise<boolean> {
  const startedAt = Date.now();
  while (Date.now() < startedAt + milliseconds && !hasFailed()) {
    signal?.throwIfAborted();
    const answer = await dataFolderAt(url);
    if (answer === clusterFolder) return true;
    // For a moment it may be another server that took the port while ours has not yet given up.
    if (answer === WRONG_PASSWORD && Date.now() > startedAt + 3000) {
      throw startError('the passwords in credentials.json are not those of the database');
    }
    await delay(40);
  }
  return false;
}

/** The data folder of the server that answers at an address, or null if none does. */
async function dataFolderAt(url: string): Promise<string | typeof WRONG_PASSWORD | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  // No one waits for an error of this connection; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ data_directory: string }>('SHOW data_directory');
    return answer.rows[0]?.data_directory ?? null;
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === '28P01' ? WRONG_PASSWORD : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${ADMINISTRATOR}:${password}@${LOOPBACK}:${port}/${database}`;
}

function startError(reason: string, cause?: unknown): EmbeddedServersError {
  return new EmbeddedServersError(`The embedded Postgres did not start: ${reason}; or set DATABASE_URL`, { cause });
}
