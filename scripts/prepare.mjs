import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCheckoutLock } from './checkout-lock.mjs';
import { runQuietly, stoppable } from './children.mjs';
import { install, isInstalled } from './install.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const STAMP = join(root, 'dist', '.built-from');

/** What a build is made of, beside src. */
const INGREDIENTS = ['package-lock.json', 'tsconfig.json', 'nest-cli.json', 'scripts/compile.mjs'];

/**
 * Makes a checkout ready to run: installs and builds what is missing or older than its source, each with a line that says
 * so, and nothing if all is there. Ends the process with code 1 if that fails.
 *
 * @param {{ rebuild?: boolean }} [options]
 */
export async function prepare({ rebuild = false } = {}) {
  // Relative paths such as DATA_DIR's are meant from here, whoever starts us.
  process.chdir(root);
  try {
    if (!rebuild && isReady()) return;
    await stoppable(() => withCheckoutLock(root, () => installAndBuild(rebuild)));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

async function installAndBuild(rebuild) {
  if (!isInstalled(root)) await install(root);
  if (!rebuild && isBuilt()) return;
  console.log('Building the service from src into dist');
  // Taken before the build: what changes meanwhile is built the next time.
  const hash = sourceHash();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const { code, output } = await runQuietly(process.execPath, [join(root, 'scripts', 'compile.mjs')], { cwd: root });
  if (code !== 0) throw new Error(`The build failed; it said:\n${output}`);
  writeFileSync(STAMP, hash);
}

function isReady() {
  return isInstalled(root) && isBuilt();
}

function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash();
}

function sourceHash() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
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
