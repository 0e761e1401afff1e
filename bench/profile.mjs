import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The part that a function belongs to, by the first pattern that its file's address matches. */
const PARTS = [
  ['pg and its pool', /node_modules\/pg/],
  [
    'Express, its router and its helpers',
    /node_modules\/(express|router|parseurl|path-to-regexp|proxy-addr|forwarded|ipaddr)/,
  ],
  ['Nest and rxjs', /node_modules\/(@nestjs|rxjs|reflect-metadata)/],
  ['jose', /node_modules\/jose/],
  ['pino', /node_modules\/(pino|sonic-boom|quick-format|safe-stable)/],
  ['prom-client', /node_modules\/prom-client/],
  ['other packages', /node_modules/],
  ['our own code', /\/\.?dist(-next)?\//],
  ['node: http', /^node:(_http|internal\/http)/],
  ['node: sockets and streams', /^node:(net|internal\/(stream|js_stream)|stream|internal\/streams)/],
  ['node: everything else', /^node:/],
];

/** A folder for `--cpu-prof-dir`, and a function that evaluates the profile in it once the process has ended. */
export function profileInto(parent) {
  const folder = mkdtempSync(join(parent, 'profile-'));
  return {
    folder,
    execArgv: ['--cpu-prof', `--cpu-prof-dir=${folder}`],
    /** Share of the busy time by part, the largest first. */
    read() {
      const [name] = readdirSync(folder);
      const profile = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      rmSync(folder, { recursive: true });
      return shares(profile);
    },
  };
}

function shares({ nodes, samples, timeDeltas }) {
  const partOf = new Map(nodes.map(({ id, callFrame }) => [id, part(callFrame)]));
  const times = new Map();
  samples.forEach((id, index) => {
    const name = partOf.get(id);
    if (name) times.set(name, (times.get(name) ?? 0) + timeDeltas[index]);
  });
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].map(([name, time]) => ({ name, share: time / busy })).sort((a, b) => b.share - a.share);
}

function part({ functionName, url: file, lineNumber }) {
  const url = moduleAt(file, lineNumber);
  if (functionName === '(idle)' || functionName === '(root)') return null;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (url === '') return 'system calls and V8 (sockets, parsing HTTP, (program))';
  return PARTS.find(([, pattern]) => pattern.test(url))?.[0] ?? 'node: everything else';
}

const markersOf = new Map();

/** The built programs are a few files, in which a line before each module has its name. */
function moduleAt(url, lineNumber) {
  if (!/\/dist\/[\w.-]+\.js$/.test(url)) return url;
  if (!markersOf.has(url)) markersOf.set(url, markersIn(fileURLToPath(url)));
  return markersOf.get(url).findLast(({ line }) => line <= lineNumber)?.path ?? url;
}

function markersIn(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, line) => {
    const path = /^\/\/ (\S+\.[cm]?js)$/.exec(text)?.[1];
    return path === undefined ? [] : [{ line, path: `/${path}` }];
  });
}
