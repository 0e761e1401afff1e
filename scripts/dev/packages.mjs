// The packages that the service's modules import, put into a few files: a start reads these instead of 3,000 modules. The compiled
// modules find them first, by the `node_modules` beside them.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const THIS = fileURLToPath(import.meta.url);
const STATIC_IMPORT = /^(?:import|export) (?:[^'"]+ from )?['"]([^'"]+)['"];$/gm;

/** What a module imports when it is loaded, by name. */
function importsOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)].map(([, name]) => name);
}

/** The packages among them. */
function packagesIn(files) {
  const names = files.flatMap(importsOf).filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
  return [...new Set(names)].sort();
}

/** The packages that are loaded with a module; those of modules that are loaded when they are needed are left out. */
export function packagesBehind(entries) {
  const seen = new Set(entries);
  // A set that grows while it is read.
  for (const file of seen) {
    for (const name of importsOf(file)) if (name.startsWith('.')) seen.add(join(dirname(file), name));
  }
  return packagesIn([...seen]);
}

/**
 * Bundles the packages where that was not done yet, in a process of its own, since it loads all of them.
 *
 * @param {string} root the checkout
 * @param {string} output where the compiled modules are
 */
export async function providePackages(root, output) {
  const modules = readdirSync(output, { recursive: true }).filter((name) => /^(?!node_modules).*\.js$/.test(name));
  const names = packagesIn(modules.map((name) => join(output, name)));
  const hash = createHash('sha256').update(JSON.stringify(names));
  for (const file of ['package-lock.json', 'scripts/bundle.mjs', 'scripts/dev/packages.mjs']) {
    hash.update(readFileSync(join(root, file)));
  }
  const [stamp, now] = [join(output, 'node_modules', '.bundled-from'), hash.digest('hex')];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  rmSync(join(output, 'node_modules'), { recursive: true, force: true });
  const bundling = spawn(process.execPath, [THIS, root, output, ...names], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(bundling, 'exit');
  if (code !== 0) withoutBundles(output, names);
  writeFileSync(stamp, now);
}

/** The packages themselves do as well; starts only take longer. */
function withoutBundles(output, names) {
  console.log('dev: the packages could not be bundled, so each start takes a second longer');
  rmSync(join(output, 'node_modules'), { recursive: true, force: true });
  mkdirSync(join(output, 'node_modules'));
  writeFileSync(join(output, 'node_modules', '.names.json'), JSON.stringify(names));
}

/** Whether all that these modules import was bundled, or stays a package anyway. */
export function areProvided(output, files) {
  const names = files.filter((file) => existsSync(file));
  const known = JSON.parse(readFileSync(join(output, 'node_modules', '.names.json'), 'utf8'));
  return packagesIn(names).every((name) => known.includes(name));
}

async function bundleAll(root, output, names) {
  const { bundlePackages } = await import('../bundle.mjs');
  const folder = join(root, '.dev', 'packages');
  rmSync(folder, { recursive: true, force: true });
  const files = await bundlePackages(root, folder, names);
  const modules = join(output, 'node_modules');
  const exported = {};
  for (const [name, file] of Object.entries(files)) {
    const [, packageName, path] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(name);
    const place = join(modules, packageName);
    mkdirSync(place, { recursive: true });
    const link = `./${path === '' ? 'index' : path.slice(1).replaceAll('/', '-').replace(/\.js$/, '')}.js`;
    writeFileSync(join(place, link), linkTo(relative(place, file), await import(file)));
    exported[packageName] = { ...exported[packageName], [`.${path}`]: link };
  }
  for (const [name, exports] of Object.entries(exported)) {
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify({ name, type: 'module', exports }));
  }
  writeFileSync(join(modules, '.names.json'), JSON.stringify(names));
}

function linkTo(path, exported) {
  const all = `export * from ${JSON.stringify(path)};\n`;
  return 'default' in exported ? `${all}export { default } from ${JSON.stringify(path)};\n` : all;
}

if (argv[1] === THIS) {
  const [root, output, ...names] = argv.slice(2);
  await bundleAll(root, output, names);
}
