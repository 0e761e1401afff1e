import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './children.mjs';

/**
 * Unpacks packages of the distribution and their missing dependencies into a local folder: without root, without installing
 * anything on the system. They come from the mirrors that apt is configured with.
 *
 * @param {readonly string[]} names
 * @param {string} folder where they are unpacked; it must exist
 * @returns {Promise<boolean>} false without apt, or if a package does not exist
 */
export async function unpackDebianPackages(names, folder) {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg-deb')) return false;
  const work = join(folder, '.apt');
  mkdirSync(join(work, 'archives', 'partial'), { recursive: true });
  mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
  try {
    // The machine's package lists may be missing, as in an image, or too old to download from.
    return (await unpackBy(names, folder, work, [])) || (await unpackByNewLists(names, folder, work));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpackByNewLists(names, folder, work) {
  const lists = ['-o', `Dir::State::lists=${join(work, 'lists')}`];
  return (await apt(['update'], work, lists)) !== null && (await unpackBy(names, folder, work, lists));
}

async function unpackBy(names, folder, work, lists) {
  const plan = await apt(['install', '-s', '--no-install-recommends', ...names], work, lists);
  if (plan === null) return false;
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  if ((await apt(['download', ...new Set([...missing, ...names])], work, lists)) === null) return false;
  for (const file of readdirSync(work).filter((entry) => entry.endsWith('.deb'))) {
    const { code } = await runQuietly('dpkg-deb', ['-x', join(work, file), folder], { cwd: work });
    if (code !== 0) return false;
  }
  return true;
}

/** What apt-get prints; null when it fails. */
async function apt(args, work, lists) {
  const settings = [
    `Dir::Cache=${work}`,
    // Nothing shared is written, so none of the system's locks is needed or waited for.
    'Debug::NoLocking=1',
    // Otherwise root's apt-get would run as user _apt, who cannot write here.
    'APT::Sandbox::User=root',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=30',
    'Acquire::https::Timeout=30',
  ];
  const options = ['-qq', ...settings.flatMap((setting) => ['-o', setting]), ...lists];
  const { code, output } = await runQuietly('apt-get', [...options, ...args], {
    cwd: work,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return code === 0 ? output : null;
}

/** The folders below one that hold shared libraries. */
export function libraryFolders(folder) {
  const libraries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    /\.so(\.|$)/.test(entry.name),
  );
  return [...new Set(libraries.map((entry) => entry.parentPath))];
}
