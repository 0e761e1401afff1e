import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { logger } from '../logging/logger.js';
import { readIfThere } from './data-folder.js';
import { EmbeddedServersError } from './embedded-servers-error.js';
import { LOOPBACK, PortBook } from './ports.js';
import { disown, isPostmaster, readPidFile } from './postgres-pid-file.js';
import { findPostgresPlace, PostgresPlace } from './postgres-place.js';
import { endProcess, identify, lastLogLine, launchServer, run, type LaunchedServer } from './processes.js';

const ADMINISTRATOR = 'postgres';

const WRONG_PASSWORD = Symbol('wrong password');

/** Recovery after a crash can take this long; the log file shows its progress. */
const LONGEST_START_MS = 120_000;

/** SIGINT is Postgres' fast shutdown; SIGQUIT skips the checkpoint of the shutdown, and the next start recovers. */
const STOP_STEPS = [
  ['SIGINT', 4000],
  ['SIGQUIT', 1500],
  ['SIGKILL', 500],
] as const;

export interface PostgresOptions {
  readonly dataDir: string;
  readonly ports: PortBook;
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
  const began = performance.now();
  const place = await findPostgresPlace(options.dataDir, options.signal);
  const adopted = await adoptPostgres(place.clusterFolder, options);
  if (adopted) {
    logger.debug(adopted, 'embedded Postgres: using the one that a killed service left running');
    options.ports.remember('postgres', adopted.port);
    return running({ ...adopted, clusterFolder: place.clusterFolder }, options);
  }
  if (!existsSync(join(place.clusterFolder, 'PG_VERSION'))) {
    if (existsSync(place.clusterFolder) && readdirSync(place.clusterFolder).length > 0) {
      throw damaged(place.clusterFolder, 'its file PG_VERSION is missing');
    }
    await makeCluster(place, options);
  }
  const { pid, port, server } = await launch(place, options);
  logger.debug({ pid, port, ms: Math.round(performance.now() - began) }, 'embedded Postgres: started');
  const started = running({ pid, port, clusterFolder: place.clusterFolder }, options);
  server.onEnd(() => {
    if (!started.isStopping()) logger.error('embedded Postgres: it has ended; start the service again');
  });
  return started;
}

/** Stops a Postgres that no service manages any more, if one runs on this data folder. */
export async function stopLeftPostgres(dataDir: string): Promise<void> {
  const clusterFolder = readIfThere(join(dataDir, 'postgres-folder'))?.trim() ?? join(dataDir, 'postgres');
  const left = readPidFile(clusterFolder);
  if (left && isPostmaster(left.pid, clusterFolder)) await endProcess(left.pid, STOP_STEPS);
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
async function unusableCluster(place: PostgresPlace, reason: string, logFile: string): Promise<EmbeddedServersError> {
  const { clusterFolder } = place;
  const version = readIfThere(join(clusterFolder, 'PG_VERSION'))?.trim() ?? '';
  const ours = /\d+/.exec(await run(place.binaries.postgres, ['--version'], { account: place.account }))?.[0];
  if (/^\d+$/.test(version) && version !== ours) {
    return new EmbeddedServersError(
      `DATA_DIR: the database in ${clusterFolder} was made by Postgres ${version}, and this service starts Postgres ${ours ?? 'of another version'}; set another DATA_DIR, or run a Postgres ${version} on that folder and set DATABASE_URL`,
    );
  }
  return damaged(clusterFolder, `${reason}; more in ${logFile}`);
}

function damaged(clusterFolder: string, reason: string): EmbeddedServersError {
  return new EmbeddedServersError(
    `DATA_DIR: the database in ${clusterFolder} is damaged, Postgres cannot start from it; restore the data folder from a backup, or set another DATA_DIR to begin with an empty one (${reason})`,
  );
}

/** Makes a new cluster aside and moves it into place: a start that is killed meanwhile leaves no half of one. */
async function makeCluster(place: PostgresPlace, options: PostgresOptions): Promise<void> {
  logger.info(`embedded Postgres: creating a new database under ${place.clusterFolder}`);
  const unfinished = `${place.clusterFolder}.new`;
  const passwordFile = join(unfinished, 'password');
  const cluster = join(unfinished, 'cluster');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${options.administratorPassword}\n`, { mode: 0o600 });
  if (place.account)
    for (const path of [unfinished, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
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
    await run(place.binaries.initdb, args, { account: place.account, signal: options.signal });
    renameSync(cluster, place.clusterFolder);
  } catch (error) {
    throw failure(
      `the database could not be created: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function launch(
  place: PostgresPlace,
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
    const args = ['-D', place.clusterFolder, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
    const server = await launchServer(place.binaries.postgres, args, { logFile, account: place.account });
    const url = urlOf(port, options.administratorPassword, 'postgres');
    try {
      if (await untilAnswers(url, place.clusterFolder, LONGEST_START_MS, () => server.hasEnded(), options.signal)) {
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
    if (ended && !isTaken && UNUSABLE_FILES.test(reason)) throw await unusableCluster(place, reason, logFile);
    if (!ended || attempt === 3) throw failure(`${reason} (more in ${logFile})`);
    // Somebody else may have taken the port since it was found free, or backends of a killed predecessor still be ending.
    if (isTaken) port = await options.ports.chooseAnother('postgres');
    else await delay(300);
  }
}

/** The server that already runs on this cluster and is ours, once it answers; one that does not answer is stopped. */
async function adoptPostgres(
  clusterFolder: string,
  options: PostgresOptions,
): Promise<{ pid: number; port: number } | null> {
  const left = readPidFile(clusterFolder);
  if (!left) return null;
  if (!isPostmaster(left.pid, clusterFolder)) {
    disown(left);
    return null;
  }
  const url = urlOf(left.port, options.administratorPassword, 'postgres');
  const answers = await untilAnswers(url, clusterFolder, 10_000, () => !identify(left.pid), options.signal);
  if (answers) return { pid: left.pid, port: left.port };
  logger.info({ pid: left.pid }, 'embedded Postgres: stopping the one that a killed service left, it does not answer');
  await endProcess(left.pid, STOP_STEPS);
  // A killed server could not remove its file.
  const file = readPidFile(clusterFolder);
  if (file) disown(file);
  return null;
}

/** Waits until the server on this data folder answers; false after the time limit, or if no server is starting. */
async function untilAnswers(
  url: string,
  clusterFolder: string,
  milliseconds: number,
  isHopeless: () => boolean,
  signal?: AbortSignal,
): Promise<boolean> {
  const began = Date.now();
  while (Date.now() < began + milliseconds && !isHopeless()) {
    signal?.throwIfAborted();
    const answer = await dataFolderBehind(url);
    if (answer === clusterFolder) return true;
    // For a moment it may be another server that took the port while ours has not yet given up.
    if (answer === WRONG_PASSWORD && Date.now() > began + 3000) {
      throw failure('the passwords in credentials.json are not those of the database');
    }
    await delay(40);
  }
  return false;
}

/** The data folder of the server that answers at an address, or null if none does. */
async function dataFolderBehind(url: string): Promise<string | typeof WRONG_PASSWORD | null> {
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

function failure(reason: string, cause?: unknown): EmbeddedServersError {
  return new EmbeddedServersError(`The embedded Postgres did not start: ${reason}; or set DATABASE_URL`, { cause });
}
