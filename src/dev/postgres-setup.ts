import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { logger } from '../platform/logging/logger.js';
import { isRoot, readIfExists, writePrivately } from './data-folder.js';
import { EmbeddedServersError } from './embedded-servers-error.js';
import { postgresPackage } from './packages.js';
import { Account, run } from './processes.js';

/** The folder that root uses when user postgres cannot reach the data folder or the checkout. */
const ROOT_FOLDER = '/var/lib/organization-management';

const POSTGRES_USER = 'postgres';

interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** The user and the binaries that run Postgres, and the folder of its data. */
export interface PostgresSetup {
  readonly account: Account;
  readonly binaries: PostgresBinaries;
  readonly clusterFolder: string;
}

/**
 * Decides where Postgres runs. For a plain user all is in the data folder. Postgres refuses to run as root, so for root it
 * runs as user postgres, who may have no access to root's home: then data and binaries are in a separate folder.
 */
export async function findPostgresSetup(dataDir: string, signal?: AbortSignal): Promise<PostgresSetup> {
  const packaged = await packagedBinaries();
  if (!isRoot()) return { account: null, binaries: packaged, clusterFolder: join(dataDir, 'postgres') };
  const clusterFolder = await reachableClusterFolder(dataDir);
  const account = ownerOf(clusterFolder) ?? (await postgresAccount());
  return { account, binaries: await runnableBinaries(packaged, account, signal), clusterFolder };
}

/** Whether a user may pass through all folders down to this one; the system itself is asked, since it knows every rule. */
async function canReach(account: Account, folder: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { account }).then(
    () => true,
    () => false,
  );
}

async function packagedBinaries(): Promise<PostgresBinaries> {
  const name = postgresPackage();
  try {
    const found = (await import(name)) as PostgresBinaries;
    return { postgres: found.postgres, initdb: found.initdb };
  } catch (error) {
    throw new EmbeddedServersError(
      `DATABASE_URL: embedded Postgres is not available here (${name}); set DATABASE_URL`,
      {
        cause: error,
      },
    );
  }
}

/** The folder chosen at the first start is kept: otherwise a changed permission would make the data seem to disappear. */
async function reachableClusterFolder(dataDir: string): Promise<string> {
  const noteFile = join(dataDir, 'postgres-folder');
  const folderInDataDir = join(dataDir, 'postgres');
  const folderOfRoot = join(ROOT_FOLDER, createHash('sha256').update(dataDir).digest('hex').slice(0, 16), 'postgres');
  const recordedFolder = readIfExists(noteFile)?.trim();
  if (recordedFolder === folderOfRoot) return folderOfRoot;
  if (recordedFolder) {
    throw new EmbeddedServersError(
      `DATA_DIR: ${dataDir} was moved or copied, its database is at ${recordedFolder}; move that to ${folderInDataDir} and delete ${noteFile}`,
    );
  }
  if (existsSync(join(folderInDataDir, 'PG_VERSION'))) {
    const owner = ownerOf(folderInDataDir);
    if (await canReach(owner, folderInDataDir)) return folderInDataDir;
    throw new EmbeddedServersError(
      `DATA_DIR: user ${owner?.uid ?? POSTGRES_USER} can no longer reach ${folderInDataDir}; give the folders above it mode 711`,
    );
  }
  if (await canReach(await postgresAccount(), dataDir)) return folderInDataDir;
  createRootFolder(dirname(folderOfRoot));
  // Left by a data folder of the same name that was deleted together with its passwords.
  if (existsSync(folderOfRoot)) renameSync(folderOfRoot, `${folderOfRoot}.left-${Date.now()}`);
  writePrivately(noteFile, `${folderOfRoot}\n`);
  logger.info(`embedded Postgres: user postgres cannot reach the data folder, its data goes to ${folderOfRoot}`);
  return folderOfRoot;
}

/** The owner of existing data, so that root can start what a plain user has created, and the other way round. */
function ownerOf(clusterFolder: string): Account {
  const stat = statSync(clusterFolder, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null;
}

async function postgresAccount(): Promise<NonNullable<Account>> {
  const existing = await accountNamed(POSTGRES_USER);
  if (existing) return existing;
  logger.info('embedded Postgres: creating the system user postgres, since Postgres refuses to run as root');
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      POSTGRES_USER,
    ]);
  } catch {
    // The commands of Alpine and BusyBox.
    await run('adduser', ['-S', '-D', '-H', POSTGRES_USER]).catch(() => undefined);
  }
  const made = await accountNamed(POSTGRES_USER);
  if (made) return made;
  throw new EmbeddedServersError(
    'DATABASE_URL: Postgres refuses to run as root and user postgres could not be created; start as a plain user or set DATABASE_URL',
  );
}

async function accountNamed(name: string): Promise<NonNullable<Account> | null> {
  try {
    const [uid, gid] = [Number(await run('id', ['-u', name])), Number(await run('id', ['-g', name]))];
    return uid > 0 ? { uid, gid } : null;
  } catch {
    return null;
  }
}

async function runnableBinaries(
  packaged: PostgresBinaries,
  account: Account,
  signal?: AbortSignal,
): Promise<PostgresBinaries> {
  const version = (await run(packaged.postgres, ['--version'], { signal })).replace(/[^\w.]+/g, ' ').trim();
  const runs = await run(packaged.postgres, ['--version'], { account, signal }).then(
    () => true,
    () => false,
  );
  if (runs) return packaged;
  const target = join(ROOT_FOLDER, version.replaceAll(' ', '-').toLowerCase());
  const copied = { postgres: join(target, 'bin', 'postgres'), initdb: join(target, 'bin', 'initdb') };
  if (existsSync(copied.postgres)) return copied;
  logger.info(`embedded Postgres: user postgres cannot reach the checkout, its binaries are copied to ${target}`);
  createRootFolder(ROOT_FOLDER);
  const unfinished = `${target}.${process.pid}`;
  cpSync(dirname(dirname(packaged.postgres)), unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, target);
  } catch (error) {
    // Another start was faster with the same copy.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copied.postgres)) throw error;
  }
  return copied;
}

function createRootFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new EmbeddedServersError(
      `DATA_DIR: user postgres can reach neither the data folder nor ${ROOT_FOLDER}; set a folder outside a closed home`,
      { cause: error },
    );
  }
}
