import { prepare } from './prepare.mjs';

/** What is measured when it is named first: `npm run bench -- reassignment`. */
const PARTS = { calls: 'run', reassignment: 'reassignment', organizations: 'organizations' };

const [part = 'calls'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!PARTS[part]) {
  console.error(`There is no benchmark "${part}": name one of ${Object.keys(PARTS).join(', ')}, or none for calls.`);
  process.exit(1);
}
await prepare();
await import(`../bench/${PARTS[part]}.mjs`);
