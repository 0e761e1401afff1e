import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '../platform/logging/logger.js';
import { run } from './processes.js';

/** The server's program is in the package of the tools; the server's package only has a link to it. */
const PACKAGES = [
  { name: 'redis-server', tools: 'redis-tools', binary: 'usr/bin/redis-server' },
  { name: 'valkey-server', tools: 'valkey-tools', binary: 'usr/bin/valkey-server' },
];

/**
 * Unpacks the distribution's Redis and its libraries into a local folder: without root, without installing anything on the
 * system.
 * @returns a script in the folder that starts it, or null without apt
 */
export async function unpackDebianRedis(cache: string, signal?: AbortSignal): Promise<string | null> {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg-deb')) return null;
  logger.info('embedded Redis: none is installed, downloading the package with apt-get and unpacking it locally');
  // A folder per process: two first starts of one checkout may do this at the same time.
  const work = join(cache, `unfinished-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    for (const refresh of [false, true]) {
      if (refresh) await updateLists(cache, work, signal);
      for (const { name, tools, binary } of PACKAGES) {
        const root = await unpack([name, tools], work, aptOptions(cache, work, refresh), signal).catch(
          (error: unknown) => {
            signal?.throwIfAborted();
            if (refresh && name === PACKAGES.at(-1)?.name) throw error;
            return null;
          },
        );
        if (root !== null && existsSync(join(root, binary))) return moveIntoPlace(cache, root, binary);
      }
    }
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Separate package lists: the system's belong to root, and may be missing or old. */
async function updateLists(cache: string, work: string, signal?: AbortSignal): Promise<void> {
  logger.info('embedded Redis: reading the package lists with apt-get update into a separate folder');
  mkdirSync(join(listsOf(cache), 'partial'), { recursive: true });
  await apt(['update'], work, aptOptions(cache, work, true), signal);
}

async function unpack(
  names: readonly string[],
  work: string,
  options: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const root = join(work, names.join('-'));
  mkdirSync(root, { recursive: true });
  const plan = await apt(['install', '-s', '--no-install-recommends', ...names], work, options, signal);
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  // The tools alone may be installed already, or all of it without being on our PATH: both packages are unpacked in any case.
  await apt(['download', ...new Set([...missing, ...names])], root, options, signal);
  for (const file of readdirSync(root).filter((entry) => entry.endsWith('.deb'))) {
    await run('dpkg-deb', ['-x', join(root, file), root], { signal });
    rmSync(join(root, file));
  }
  return root;
}

async function apt(
  args: readonly string[],
  cwd: string,
  options: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  return run('apt-get', [...options, ...args], { cwd, signal });
}

function aptOptions(cache: string, work: string, ownLists: boolean): string[] {
  const archives = join(work, 'archives');
  mkdirSync(join(archives, 'archives', 'partial'), { recursive: true });
  const settings = [
    `Dir::Cache=${archives}`,
    // Nothing shared is written, so none of the system's locks is needed or waited for.
    'Debug::NoLocking=1',
    // Otherwise root's apt-get would run as user _apt, who cannot write here.
    'APT::Sandbox::User=root',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=30',
    'Acquire::https::Timeout=30',
    ...(ownLists ? [`Dir::State::lists=${listsOf(cache)}`] : []),
  ];
  return ['-qq', ...settings.flatMap((setting) => ['-o', setting])];
}

function listsOf(cache: string): string {
  return join(cache, 'lists');
}

function moveIntoPlace(cache: string, root: string, binary: string): string {
  // A unique name: another first start may already run from what it unpacked itself.
  const place = join(cache, `debian-${Date.now()}-${process.pid}`);
  renameSync(root, place);
  rmSync(listsOf(cache), { recursive: true, force: true });
  const libraries = readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => /\.so(\.|$)/.test(entry.name))
    .map((entry) => entry.parentPath);
  // With exec, so that the process that we started is Redis itself.
  const script = join(cache, 'run-redis-server');
  const path = shellQuoted([...new Set(libraries)].join(':'));
  writeFileSync(`${script}.new`, `#!/bin/sh\nLD_LIBRARY_PATH=${path} exec ${shellQuoted(join(place, binary))} "$@"\n`);
  chmodSync(`${script}.new`, 0o755);
  renameSync(`${script}.new`, script);
  return script;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
