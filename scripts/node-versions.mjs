import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { runQuietly } from './children.mjs';
import { root } from './prepare.mjs';

/** The lines of Node that are supported (`engines` of package.json), and of each the version that is tested. */
export const NODE_VERSIONS = { 20: '20.20.2', 22: '22.23.5', 24: '24.22.3' };

const CACHE = join(root, 'node_modules', '.cache', 'node-versions');

/**
 * A Node of this line: the one that runs us where it is of that line, else the one of its npm package, unpacked aside. The package
 * holds the program itself; none of its install scripts run.
 *
 * @param {keyof typeof NODE_VERSIONS} line
 * @returns {Promise<string>} the program
 */
export async function nodeOf(line) {
  if (process.versions.node.split('.')[0] === String(line)) return process.execPath;
  const version = NODE_VERSIONS[line];
  const place = join(CACHE, version);
  const program = join(place, 'bin', 'node');
  if (existsSync(program)) return program;
  const name = `node-${platform()}-${arch()}`;
  console.log(`Fetching Node ${version} with npm, from the package ${name}`);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, '.unfinished-'));
  try {
    await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', work], work);
    await run('tar', ['-xzf', join(work, `${name}-${version}.tgz`), '-C', work], work);
    rmSync(place, { recursive: true, force: true });
    renameSync(join(work, 'package'), place);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
}

/** Whether `engines` of package.json names exactly these lines. */
export function areEnginesRight() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...engines.node.matchAll(/\^(\d+)/g)].map(([, line]) => line);
  return named.join() === Object.keys(NODE_VERSIONS).join();
}

async function run(command, args, cwd) {
  const { code, output } = await runQuietly(command, args, { cwd });
  if (code !== 0) throw new Error(`${command} failed; it said:\n${output}`);
}
