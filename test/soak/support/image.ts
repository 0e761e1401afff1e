import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the checkout has been installed from is not fetched a second time. */
const ENVIRONMENT = { ...process.env, npm_config_prefer_offline: 'true' };

interface Stage {
  readonly name: string;
  readonly instructions: readonly (readonly [word: string, rest: string])[];
}

/** The stages of the Dockerfile; without comments and continued line ends. */
function stages(): Stage[] {
  const lines = readFileSync('Dockerfile', 'utf8')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));
  const found: { name: string; instructions: (readonly [string, string])[] }[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (word === 'FROM') found.push({ name: / AS (\S+)/.exec(rest)?.[1] ?? 'image', instructions: [] });
    else found.at(-1)?.instructions.push([word, rest]);
  }
  return found;
}

/** What the image would hold at `/app`, and the command that it would run. */
export interface Image {
  readonly folder: string;
  readonly command: readonly string[];
  remove(): void;
}

/**
 * Makes what the Dockerfile makes, in a temporary folder and without Docker: its stages but `build`, for which the `dist` of
 * this run is in, since `npm run build` has just made it.
 */
export async function makeImage(): Promise<Image> {
  const parent = mkdtempSync(join(tmpdir(), 'operations-image-'));
  let command: readonly string[] = [];
  for (const { name, instructions } of stages().filter((stage) => stage.name !== 'build')) {
    const folder = join(parent, name);
    mkdirSync(folder);
    for (const [word, rest] of instructions) {
      if (word === 'COPY') copy(parent, folder, rest.split(' '));
      if (word === 'RUN') await run('sh', ['-ec', asHere(rest)], { cwd: folder, maxBuffer: 1e8, env: ENVIRONMENT });
      if (word === 'CMD') command = JSON.parse(rest) as string[];
    }
  }
  return {
    folder: join(parent, 'image'),
    command,
    remove: () => {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

function copy(parent: string, folder: string, words: readonly string[]): void {
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.pop() ?? '';
  for (const source of paths) {
    // A star at the end allows for there being none.
    const path = source.replace(/\*$/, '');
    if (path !== source && !existsSync(path)) continue;
    const place = join(folder, target.endsWith('/') ? join(target, basename(path)) : target);
    if (from === undefined || from === 'build') cpSync(basename(path), place, { recursive: true });
    // Half a gigabyte, which its stage no longer needs.
    else renameSync(join(parent, from, basename(path)), place);
  }
}

/** A step without what only Docker has: caches that are mounted, and the user of the image. */
function asHere(command: string): string {
  return command.replace(/--mount=\S+ /g, '').replace(/ && chown node:node \S+/g, '');
}
