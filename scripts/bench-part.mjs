import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runVisibly } from './children.mjs';
import { prepare, root } from './prepare.mjs';

/** What else is measured beside `npm run bench`, by the word that asks for it. */
const PARTS = { peers: 'peers/run.mjs', growth: 'peers/growth.mjs', start: 'start.mjs' };

const part = PARTS[process.argv[2]];
if (!part) {
  console.error(`Say which: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}
const folder = join(root, 'bench', 'peers');

await prepare();
// What it is compared with is no part of the service, and installed only for whoever asks for the comparison.
if (part === PARTS.peers && !existsSync(join(folder, 'node_modules'))) {
  console.log('Installing what the service is compared with into bench/peers');
  const code = await runVisibly('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  if (code !== 0) process.exit(code);
}
await import(`../bench/${part}`);
