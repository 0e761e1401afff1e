import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { logger } from '../platform/logging/logger.js';
import { EmbeddedServersError } from './embedded-servers-error.js';
import { run } from './processes.js';
import { unpackDebianRedis } from './redis-debian.js';

const SERVERS = ['redis-server', 'valkey-server'];

/** `set-proc-title`, by which a later start recognizes the server, was added in this version; Bull needs an older one. */
const OLDEST_VERSION = [6, 2] as const;

/**
 * A Redis or Valkey that runs here: the one of the machine, else Debian's or Ubuntu's package unpacked locally, else one
 * compiled by `redis-memory-server`. Downloads are kept in the checkout for all its data folders.
 */
export async function findRedisBinary(dataDir: string, signal?: AbortSignal): Promise<string> {
  const installed = await findOnPath();
  if (installed !== null) return installed;
  for (const cache of cacheFolders(dataDir)) {
    const kept = join(cache, 'run-redis-server');
    if (existsSync(kept) && (await isUsable(kept))) return kept;
  }
  const cache = cacheFolders(dataDir).find(isWritable);
  const fetched = cache === undefined ? null : await fetchInto(cache, signal);
  if (fetched !== null) return fetched;
  throw new EmbeddedServersError(
    'REDIS_URL: no redis-server or valkey-server (6.2 or newer) was found and none could be downloaded; install one (apt-get install redis-server, apk add redis, brew install redis) or set REDIS_URL',
  );
}

async function findOnPath(): Promise<string | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  // Debian's packages put nothing here, but others do; a plain user's PATH may not have it.
  for (const name of SERVERS) {
    for (const folder of [...folders, '/usr/sbin', '/usr/local/sbin']) {
      const candidate = join(folder, name);
      if (existsSync(candidate) && (await isUsable(candidate))) return candidate;
    }
  }
  return null;
}

/** The checkout's cache first, which all its data folders share; a checkout may be read-only. */
function cacheFolders(dataDir: string): string[] {
  const modules = join(process.cwd(), 'node_modules');
  const own = join(dataDir, 'cache', 'embedded-redis');
  return existsSync(modules) ? [join(modules, '.cache', 'embedded-redis'), own] : [own];
}

async function fetchInto(cache: string, signal?: AbortSignal): Promise<string | null> {
  try {
    const unpacked = await unpackDebianRedis(cache, signal);
    if (unpacked !== null && (await isUsable(unpacked))) return unpacked;
  } catch (error) {
    signal?.throwIfAborted();
    logger.info({ reason: reasonOf(error) }, "embedded Redis: the distribution's package could not be downloaded");
  }
  try {
    logger.info('embedded Redis: compiling one with redis-memory-server, this takes some minutes');
    const { RedisBinary } = await import('redis-memory-server');
    const compiled = await RedisBinary.getPath({ downloadDir: join(cache, 'compiled') });
    if (await isUsable(compiled)) return compiled;
  } catch (error) {
    logger.info({ reason: reasonOf(error) }, 'embedded Redis: it could not be compiled');
  }
  return null;
}

async function isUsable(binary: string): Promise<boolean> {
  try {
    const version = /v=(\d+)\.(\d+)/.exec(await run(binary, ['--version']));
    const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
    return major > OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor >= OLDEST_VERSION[1]);
  } catch {
    return false;
  }
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
