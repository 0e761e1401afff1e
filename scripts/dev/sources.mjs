import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, relative, sep } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { pathToFileURL } from 'node:url';
import { watch } from 'chokidar';

/** What the compiler reads beside the sources: with another one of these, everything is compiled again. */
const SETTINGS = ['package-lock.json', 'tsconfig.json', 'nest-cli.json', 'scripts/dev/compiler.mjs'];

/** Removes what was compiled with other settings. */
export function discardOutdated(root, output) {
  const hash = createHash('sha256');
  for (const name of SETTINGS) hash.update(readFileSync(join(root, name)));
  const [stamp, now] = [join(output, '.compiled-with'), hash.digest('hex')];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  writeFileSync(stamp, now);
}

/** Copies what the compiled code reads beside itself, and compiles the emails' templates. */
export async function copyAssets(root, output) {
  const source = join(root, 'src');
  for (const name of readdirSync(source, { recursive: true })) {
    if (/\.(sql|typ)$/.test(name)) copy(join(source, name), join(output, name));
  }
  // The service wants its built pages; here they come from Vite.
  copy(join(root, 'web', 'index.html'), join(output, 'console', 'index.html'));
  mkdirSync(join(output, 'console', 'assets'), { recursive: true });
  const { compileTemplates } = await import(pathToFileURL(join(source, 'platform/mail/compile-templates.mjs')).href);
  await compileTemplates(source, output);
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/**
 * Tells of changes in `src`, those of one moment together.
 *
 * @param {string} root
 * @param {(change: { code: string[], isListChanged: boolean, assets: string[] }) => void} onChange paths are relative to the root
 */
export async function watchSources(root, onChange) {
  let change = none();
  let timer = null;
  const watcher = watch(join(root, 'src'), {
    ignoreInitial: true,
    ignored: (path) => /\.(spec|fixture)\.ts$/.test(path),
  });
  watcher.on('all', (event, path) => {
    if (event.endsWith('Dir')) return;
    const name = relative(root, path).split(sep).join('/');
    if (/\.ts$/.test(name)) change.code.push(name);
    else if (/\.(sql|typ|mjml)$/.test(name)) change.assets.push(name);
    else return;
    if (event !== 'change') change.isListChanged = true;
    clearTimeout(timer);
    // Editors and Git write several files, one after another.
    timer = setTimeout(() => {
      const complete = change;
      change = none();
      onChange(complete);
    }, 30);
  });
  await new Promise((resolve) => watcher.once('ready', resolve));
  return watcher;
}

function none() {
  return { code: [], isListChanged: false, assets: [] };
}
