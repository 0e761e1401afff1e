import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCheckoutLock } from './checkout-lock.mjs';
import { runQuietly, stoppable } from './children.mjs';
import { install, isInstalled } from './install.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const DIST = join(root, 'dist');
/** The build under way, and the previous one: beside `dist`, so that a build exists at any time. */
const [NEXT, BEFORE] = [join(root, '.dist-next'), join(root, '.dist-before')];
const STAMP = '.built-from';

/** The files that a build depends on, in addition to the sources. */
const INGREDIENTS = [
  'package-lock.json',
  'tsconfig.json',
  'nest-cli.json',
  'scripts/bundle.mjs',
  'scripts/compile.mjs',
  'scripts/compile-console.mjs',
];
/** The sources of the service and of the console. */
const SOURCES = ['src', 'web'];

/**
 * Prepares a checkout to run: installs and builds what is missing or older than its source, and prints a line about each. Does
 * nothing if all is up to date. Ends the process with code 1 if that fails.
 *
 * @param {{ rebuild?: boolean, build?: boolean }} [options] `build: false` only installs
 */
export async function prepare({ rebuild = false, build = true } = {}) {
  // Relative paths such as DATA_DIR's are relative to this folder, wherever the service was started from.
  process.chdir(root);
  try {
    if (!rebuild && isInstalled(root) && (!build || isBuilt())) return;
    await stoppable(() => withCheckoutLock(root, () => installAndBuild({ rebuild, build })));
  } catch (error) {
    console.error(sentenceOf(error));
    process.exit(1);
  }
}

/** Whether an error says that this user may not write where the command has to. */
export function keepsFromWriting(error) {
  return ['EACCES', 'EPERM', 'EROFS'].includes(error.code);
}

/** One sentence about an error; where this user may not write, it says what to do. */
export function sentenceOf(error) {
  if (!keepsFromWriting(error)) return error.message;
  return `This user may not write to ${error.path ?? root} (${error.code}); start as the owner of the checkout, or change its owner with chown.`;
}

async function installAndBuild({ rebuild, build }) {
  if (!isInstalled(root)) await install(root);
  if (!build || (!rebuild && isBuilt())) return;
  console.log('Building the service from src and its console from web into dist');
  // Taken before the build: files that change meanwhile are built the next time.
  const hash = sourceHash();
  remove(NEXT);
  const compile = [join(root, 'scripts', 'compile.mjs'), NEXT];
  const { code, output } = await runQuietly(process.execPath, compile, { cwd: root });
  if (code !== 0) {
    remove(NEXT);
    throw new Error(`The build failed with this output:\n${output}`);
  }
  writeFileSync(join(NEXT, STAMP), hash);
  putInPlace();
}

/** Other processes in this checkout, tests or a second service, still start from `dist` during a build. */
function putInPlace() {
  remove(BEFORE);
  if (existsSync(DIST)) setAside();
  renameSync(NEXT, DIST);
  remove(BEFORE);
}

function setAside() {
  try {
    renameSync(DIST, BEFORE);
  } catch (error) {
    // In a container, a folder of the image itself cannot be renamed.
    if (error.code !== 'EXDEV') throw error;
    remove(DIST);
  }
}

function remove(folder) {
  rmSync(folder, { recursive: true, force: true });
}

function isBuilt() {
  const stamp = join(DIST, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash();
}

function sourceHash() {
  const sources = SOURCES.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of [...INGREDIENTS.map((name) => join(root, name)), ...sources]) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}
