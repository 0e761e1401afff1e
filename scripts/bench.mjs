import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runVisibly } from './children.mjs';
import { prepare, root } from './prepare.mjs';

/** What is measured when it is named first: `npm run bench -- reassignment`. */
const PARTS = {
  calls: 'run',
  reassignment: 'reassignment',
  organizations: 'organizations',
  analytics: 'analytics',
  peers: 'peers/run',
  growth: 'peers/growth',
  start: 'start',
  dev: 'dev',
};

const [part = 'calls'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!PARTS[part]) {
  console.error(`There is no benchmark "${part}": name one of ${Object.keys(PARTS).join(', ')}, or none for calls.`);
  process.exit(1);
}
await prepare();
if (part === 'peers') await installPeers();
await import(`../bench/${PARTS[part]}.mjs`);

/** What the service is compared with is no part of it, and installed only for whoever asks for the comparison. */
async function installPeers() {
  const folder = join(root, 'bench', 'peers');
  if (existsSync(join(folder, 'node_modules'))) return;
  console.log('Installing what the service is compared with into bench/peers');
  const code = await runVisibly('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  if (code !== 0) process.exit(code);
}
