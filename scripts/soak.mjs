import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { conclude, runTests } from './jest-run.mjs';
import { prepare } from './prepare.mjs';
import { bringTestPrograms } from './test-programs.mjs';

const USAGE = 'npm run test:soak -- [--short | --rounds <number, 30>] [--seed <number, random>]';

/** Only in the long form: it builds the whole image. */
const LONG = 'test/soak/image.soak.ts';
/** Tests that compare times run alone on the machine. */
const MEASURED = 'test/limits/load-isolation.soak.ts';

const { isShort, environment } = options();
await prepare();
await bringTestPrograms(['chromium', 'pgbouncer', 'postgres']);
const settings = { isWhole: false, environment };
const config = ['--config', 'jest.soak.config.mjs'];
if (isShort) {
  const others = await runTests([...config, '--testPathIgnorePatterns', 'node_modules', LONG, MEASURED], settings);
  const measured = await runTests([...config, MEASURED], settings);
  conclude({ passed: others.passed + measured.passed, failed: others.failed + measured.failed });
} else conclude(await runTests([...config, '--runInBand'], settings));

function options() {
  try {
    const text = { type: 'string' };
    const { values } = parseArgs({ options: { short: { type: 'boolean' }, rounds: text, seed: text } });
    const { short = false, rounds = '30', seed = String(randomInt(2 ** 31)) } = values;
    if (![rounds, seed].every((value) => /^\d{1,10}$/.test(value)) || rounds === '0')
      throw new Error('Enter a whole number.');
    if (short && values.rounds) throw new Error('The short form has its own number of rounds.');
    return {
      isShort: short,
      environment: { ...(short ? {} : { SOAK_ROUNDS: rounds }), ...(short && !values.seed ? {} : { SOAK_SEED: seed }) },
    };
  } catch (error) {
    console.error(`${error.message} ${USAGE}`);
    process.exit(1);
  }
}
