import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runVisibly } from './children.mjs';
import { prepare, root } from './prepare.mjs';

/** The parts, by the first argument: `npm run bench -- reassignment`. */
const PARTS = {
  calls: 'run',
  reassignment: 'reassignment',
  organizations: 'organizations',
  analytics: 'analytics',
  peers: 'peers/run',
  growth: 'growth/run',
  console: 'console/run',
  start: 'start',
  dev: 'dev',
  imports: 'imports',
  lists: 'lists',
  repositories: 'repositories',
};

const [part = 'calls'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!PARTS[part]) {
  console.error(`Unknown benchmark "${part}": use one of ${Object.keys(PARTS).join(', ')}, or none for calls.`);
  process.exit(1);
}
await prepare();
if (part === 'peers') await installPeers();
await import(`../bench/${PARTS[part]}.mjs`);

/** The programs that the service is compared with are not part of it, and are installed only for this comparison. */
async function installPeers() {
  const folder = join(root, 'bench', 'peers');
  if (existsSync(join(folder, 'node_modules'))) return;
  console.log('Installing the programs for the comparison into bench/peers');
  const code = await runVisibly('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  if (code !== 0) process.exit(code);
}
