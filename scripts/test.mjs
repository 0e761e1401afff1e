import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runVisibly } from './children.mjs';
import { prepare, root } from './prepare.mjs';

/** The checks that need no running service, the quickest first. */
const CHECKS = [
  ['format', 'prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'],
  ['lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['rooms', 'dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src'],
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.test.json'],
  ['types of the console', 'typescript/bin/tsc', '-p', 'web/tsconfig.json'],
];

/** The service's own variables: tests say themselves what they start, and must never meet the caller's database. */
const SERVICE_VARIABLES =
  /^(NODE_ENV|PORT|PUBLIC_URL|TRUST_PROXY|APP_SECRET|DATABASE_|REDIS_URL|SMTP_URL|MAIL_FROM|DATA_DIR|PROCESS_ROLE|S3_|IDENTITY_PROVIDER|ALLOW_LOCAL_IDENTITY|CLERK_|BILLING_PROVIDER|STRIPE_|ASSISTANT_|PLATFORM_ADMIN|METRICS_ALLOW|RATE_LIMITS)/;

const jestArguments = process.argv.slice(2);

await prepare();
const checks = jestArguments.length === 0 ? await runChecks() : { passed: 0, failed: 0 };
const material = temporaryFolder('organization-test-material-');
const tests = await runJest(jestArguments, { TEST_MATERIAL: material });
const scans = await runScans();
const [passed, failed] = ['passed', 'failed'].map((count) => checks[count] + tests[count] + scans[count]);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);

async function runChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const [name, script, ...args] of CHECKS) {
    const began = performance.now();
    const code = await runVisibly(process.execPath, [join('node_modules', script), ...args], {
      cwd: root,
      env: testEnvironment(),
    });
    endIfStopped(code);
    counts[code === 0 ? 'passed' : 'failed'] += 1;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${code === 0 ? 'PASS' : 'FAIL'} check of ${name} (${seconds} s)`);
  }
  return counts;
}

/** Looks at the logs and statements of all the processes that the tests started, where they started any. */
async function runScans() {
  if (readdirSync(material).length === 0) return { passed: 0, failed: 0 };
  return runJest(['--config', 'jest.after.config.mjs'], {
    TEST_MATERIAL: material,
    TEST_MATERIAL_OF: jestArguments.length === 0 ? 'everything' : 'a part',
  });
}

async function runJest(args, environment) {
  const report = join(temporaryFolder('organization-test-report-'), 'report.json');
  const jest = [join('node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${report}`, ...args];
  const code = await runVisibly(process.execPath, jest, { cwd: root, env: { ...testEnvironment(), ...environment } });
  endIfStopped(code);
  return countsIn(report, code);
}

/** It is there until we end. */
function temporaryFolder(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file that could not even be read as a test, or a run that broke off, counts as one failure. */
function countsIn(report, code) {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const counts = { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites };
    if (result.numPendingTests > 0) console.log(`${result.numPendingTests} skipped`);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function endIfStopped(code) {
  if (code === 130 || code === 143) process.exit(code);
}

function testEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !SERVICE_VARIABLES.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'test' };
}
