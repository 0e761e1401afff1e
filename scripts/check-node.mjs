// Run before each command: says in one sentence that this Node is not supported, instead of an error of a package that needs a newer
// one. It imports nothing but what every Node has.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const own = process.versions.node.split('.').map(Number);
const ranges = engines.node.split('||').map((range) => range.trim().slice(1).split('.').map(Number));
const isSupported = ranges.some(([major, minor = 0]) => own[0] === major && own[1] >= minor);

if (!isSupported) {
  const lines = ranges.map(([major, minor = 0]) => `${major}.${minor}`).join(', ');
  console.error(
    `This needs Node ${lines} or a newer release of one of these lines, but this is Node ${process.versions.node}; install one of them and run the command again.`,
  );
  process.exit(1);
}
