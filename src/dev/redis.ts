import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { logger } from '../platform/logging/logger.js';
import { writePrivately } from './data-folder.js';
import { EmbeddedServersError } from './embedded-servers-error.js';
import { LOOPBACK, PortRegistry } from './ports.js';
import { commandLine, endProcess, identify, lastLogLine, launchServer, type LaunchedServer } from './processes.js';
import { findRedisBinary } from './redis-binary.js';

const STOP_STEPS = [
  ['SIGTERM', 3000],
  ['SIGKILL', 1000],
] as const;

/** Reading a long append-only file takes a while; meanwhile Redis answers that it is loading. */
const MAX_START_MS = 60_000;

export interface RedisOptions {
  readonly dataDir: string;
  readonly ports: PortRegistry;
  /** Needed although it listens on loopback only, since all users of the machine can reach that. */
  readonly password: string;
  readonly signal?: AbortSignal | undefined;
}

export interface EmbeddedRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts Redis in the data folder, or adopts the one that a killed service left running there. */
export async function startRedis(options: RedisOptions): Promise<EmbeddedRedis> {
  const startedAt = performance.now();
  const folder = folderOf(options.dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const adopted = await adoptRedis(options);
  if (adopted) {
    logger.debug(adopted, 'embedded Redis: using the one that a killed service left running');
    return running(adopted.pid, adopted.port, options);
  }
  const binary = await findRedisBinary(options.dataDir, options.signal);
  const { pid, port, server } = await launch(binary, options);
  logger.debug({ pid, port, ms: Math.round(performance.now() - startedAt) }, 'embedded Redis: started');
  const started = running(pid, port, options);
  server.onEnd(() => {
    if (!started.isStopping()) logger.error('embedded Redis: it has ended; start the service again');
  });
  return started;
}

/**
 * Stops a Redis that no service manages any more, if one runs on this data folder.
 *
 * @public tests call it in the built service
 */
export async function stopOrphanedRedis(dataDir: string): Promise<void> {
  const pid = orphanPid(dataDir);
  if (pid !== null) await endProcess(pid, STOP_STEPS);
}

function running(pid: number, port: number, options: RedisOptions): EmbeddedRedis & { isStopping(): boolean } {
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(port, options.password),
    stop: () => (stopped ??= endProcess(pid, STOP_STEPS)),
    isStopping: () => stopped !== undefined,
  };
}

async function launch(
  binary: string,
  options: RedisOptions,
): Promise<{ pid: number; port: number; server: LaunchedServer }> {
  const logFile = join(options.dataDir, 'logs', 'redis.log');
  let port = await options.ports.choose('redis');
  for (let attempt = 1; ; attempt += 1) {
    logger.debug({ port }, 'embedded Redis: starting');
    writePrivately(configurationFile(options.dataDir), configuration(port, options));
    // The port is repeated here so that it is visible in the list of processes.
    const args = [configurationFile(options.dataDir), '--port', String(port)];
    const server = await launchServer(binary, args, { logFile });
    const isOurs = (pid: number): boolean => pid === server.pid;
    let isReady = false;
    try {
      isReady = await waitUntilReady(port, options, MAX_START_MS, isOurs, () => server.hasEnded());
    } finally {
      if (!isReady) await endProcess(server.pid, STOP_STEPS);
    }
    if (isReady) {
      return { pid: server.pid, port, server };
    }
    const reason = lastLogLine(logFile);
    if (attempt === 3) {
      throw new EmbeddedServersError(
        `The embedded Redis did not start: ${reason} (more in ${logFile}); or set REDIS_URL`,
      );
    }
    if (/address already in use|bind/i.test(reason)) port = await options.ports.chooseAnother('redis');
    else moveUnreadableData(options.dataDir, reason);
  }
}

/** Redis only holds the queue, which is written again from the database: so unreadable data must not prevent the start. */
function moveUnreadableData(dataDir: string, reason: string): void {
  const target = `${folderOf(dataDir)}.unreadable-${Date.now()}`;
  logger.warn({ reason }, `embedded Redis: did not start with its data, which was moved to ${target}`);
  renameSync(folderOf(dataDir), target);
  mkdirSync(folderOf(dataDir), { mode: 0o700 });
}

/** The Redis that already runs on this folder and is ours, once it answers; one that does not answer is stopped. */
async function adoptRedis(options: RedisOptions): Promise<{ pid: number; port: number } | null> {
  const pid = orphanPid(options.dataDir);
  if (pid === null) return null;
  const port = options.ports.lastPort('redis');
  const isOurs = (answering: number): boolean => answering === pid;
  if (port !== null && (await waitUntilReady(port, options, 5000, isOurs, () => !identify(pid)))) return { pid, port };
  logger.info({ pid }, 'embedded Redis: stopping the one that a killed service left, it does not answer');
  await endProcess(pid, STOP_STEPS);
  return null;
}

/** The process that Redis itself recorded in our folder, if it is still a Redis started with our configuration. */
function orphanPid(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(folderOf(dataDir), 'redis.pid'), 'utf8'));
    return pid > 0 && commandLine(pid).includes(configurationFile(dataDir)) ? pid : null;
  } catch {
    return null;
  }
}

async function waitUntilReady(
  port: number,
  options: RedisOptions,
  milliseconds: number,
  isOurs: (pid: number) => boolean,
  hasFailed: () => boolean,
): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (Date.now() < deadline && !hasFailed()) {
    options.signal?.throwIfAborted();
    const pid = await pidAt(port, options.password);
    if (pid !== null && isOurs(pid)) return true;
    await delay(30);
  }
  return false;
}

/** The process ID of the Redis that answers and has read all its data, or null if none does. */
async function pidAt(port: number, password: string): Promise<number | null> {
  const client = new Redis({
    host: LOOPBACK,
    port,
    password,
    lazyConnect: true,
    connectTimeout: 1000,
    // Its timer keeps the process alive, also after a connection that was refused.
    disconnectTimeout: 100,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  // A frozen Redis keeps its connection and does not answer.
  const giveUp = setTimeout(() => {
    client.disconnect();
  }, 2000);
  try {
    await client.connect();
    // Unlike PING or INFO, it is refused while Redis is loading.
    await client.exists('ready');
    return Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1] ?? Number.NaN);
  } catch {
    return null;
  } finally {
    clearTimeout(giveUp);
    client.disconnect();
  }
}

function configuration(port: number, options: RedisOptions): string {
  const folder = folderOf(options.dataDir);
  const settings = [
    ['bind', LOOPBACK],
    ['port', String(port)],
    ['requirepass', options.password],
    ['dir', quoted(folder)],
    ['pidfile', quoted(join(folder, 'redis.pid'))],
    ['daemonize', 'no'],
    ['appendonly', 'yes'],
    ['appendfsync', 'everysec'],
    ['save', '""'],
    ['maxmemory-policy', 'noeviction'],
    // So that a later start recognizes it by its command line.
    ['set-proc-title', 'no'],
  ];
  return settings.map((setting) => `${setting.join(' ')}\n`).join('');
}

function quoted(path: string): string {
  return JSON.stringify(path);
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'redis');
}

function configurationFile(dataDir: string): string {
  return join(dataDir, 'redis.conf');
}

function urlOf(port: number, password: string): string {
  return `redis://:${password}@${LOOPBACK}:${port}/0`;
}
