import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runVisibly } from './children.mjs';
import { prepare, root } from './prepare.mjs';

const USAGE = 'npm run test:soak -- [--rounds <number, 30>] [--seed <number, random>]';

/** The faults, and what takes too long for every run of the tests. */
const TESTS = ['<rootDir>/test/soak/*.spec.ts', '<rootDir>/test/soak/*.soak.ts'];

const { rounds, seed } = options();
await prepare();
process.exitCode = await runVisibly(
  process.execPath,
  [join('node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', '--testMatch', ...TESTS],
  { cwd: root, env: { ...process.env, NODE_ENV: 'test', SOAK_ROUNDS: rounds, SOAK_SEED: seed } },
);

function options() {
  try {
    const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
    const { rounds = '30', seed = String(randomInt(2 ** 31)) } = values;
    if (![rounds, seed].every((value) => /^\d{1,10}$/.test(value)) || rounds === '0')
      throw new Error('A whole number is due.');
    return { rounds, seed };
  } catch (error) {
    console.error(`${error.message} ${USAGE}`);
    process.exit(1);
  }
}
