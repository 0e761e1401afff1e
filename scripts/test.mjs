import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runVisibly } from './children.mjs';
import { conclude, endIfStopped, runTests, testEnvironment } from './jest-run.mjs';
import { prepare, root } from './prepare.mjs';
import { bringTestPrograms } from './test-programs.mjs';

/** The quick checks that need no running service. Those of one list run one after another, the lists in parallel. */
const CHECKS = [
  [
    ['format', 'prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'],
    ['unused code', 'knip/bin/knip.js', '--treat-config-hints-as-errors'],
    ['modules', 'dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src'],
    [
      'modules of the console',
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      'web/.dependency-cruiser.cjs',
      'web/src',
    ],
  ],
  [
    ['types', 'typescript/bin/tsc', '-p', 'tsconfig.test.json'],
    ['types of the console', 'typescript/bin/tsc', '-p', 'web/tsconfig.json'],
  ],
];

const jestArguments = process.argv.slice(2);
const isWhole = jestArguments.length === 0;

await prepare();
await bringTestPrograms(['chromium', 'pgbouncer']);
const counts = isWhole ? await Promise.all(CHECKS.map(runChecks)) : [];
counts.push(await runTests(jestArguments, { isWhole }));
conclude({ passed: sum('passed'), failed: sum('failed') });

function sum(count) {
  return counts.reduce((total, one) => total + one[count], 0);
}

async function runChecks(checks) {
  const outcome = { passed: 0, failed: 0 };
  for (const [name, script, ...args] of checks) {
    const began = performance.now();
    const code = await runVisibly(process.execPath, [join('node_modules', script), ...args], {
      cwd: root,
      env: testEnvironment(),
    });
    endIfStopped(code);
    outcome[code === 0 ? 'passed' : 'failed'] += 1;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${code === 0 ? 'PASS' : 'FAIL'} check of ${name} (${seconds} s)`);
  }
  return outcome;
}
