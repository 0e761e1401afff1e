import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runVisibly } from './children.mjs';
import { root } from './prepare.mjs';

/** The variables of the service: tests set their own, and must never use the caller's database. */
const SERVICE_VARIABLES =
  /^(NODE_ENV|PORT|LISTEN_HOST|PUBLIC_URL|TRUST_PROXY|APP_SECRET|DATABASE_|REDIS_URL|SMTP_URL|MAIL_FROM|DATA_DIR|PROCESS_ROLE|S3_|IDENTITY_PROVIDER|ALLOW_LOCAL_IDENTITY|CLERK_|BILLING_PROVIDER|STRIPE_|ASSISTANT_|PLATFORM_ADMIN|METRICS_ALLOW|RATE_LIMITS|LOG_FORMAT)/;

/**
 * Runs Jest, and then checks the logs and statements of all processes that the tests started, if any.
 *
 * @param {readonly string[]} args Jest's
 * @param {{ isWhole: boolean, environment?: Record<string, string> }} run whether these are all tests of `npm test`
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runTests(args, { isWhole, environment = {} }) {
  const material = temporaryFolder('organization-test-material-');
  const tests = await runJest(args, { TEST_MATERIAL: material, ...environment });
  if (readdirSync(material).length === 0) return tests;
  const scans = await runJest(['--config', 'jest.after.config.mjs'], {
    TEST_MATERIAL: material,
    TEST_MATERIAL_OF: isWhole ? 'everything' : 'a part',
  });
  return { passed: tests.passed + scans.passed, failed: tests.failed + scans.failed };
}

/** Prints the counts as the last line, and makes them the exit code. */
export function conclude({ passed, failed }) {
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed`);
}

export function testEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !SERVICE_VARIABLES.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'test' };
}

/** After a signal nothing more is started. */
export function endIfStopped(code) {
  if (code === 130 || code === 143) process.exit(code);
}

async function runJest(args, environment) {
  const report = join(temporaryFolder('organization-test-report-'), 'report.json');
  const jest = [join('node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${report}`, ...args];
  const code = await runVisibly(process.execPath, jest, { cwd: root, env: { ...testEnvironment(), ...environment } });
  endIfStopped(code);
  return countsIn(report, code);
}

/** It exists until this process ends. */
function temporaryFolder(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file that could not even be loaded as a test, or an interrupted run, counts as one failure. */
function countsIn(report, code) {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const counts = { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites };
    for (const line of failuresIn(result)) console.log(line);
    if (result.numPendingTests > 0) console.log(`${result.numPendingTests} skipped`);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** A line for each failure, so that it is found at the end of a long output; `.ci/run` repeats them. */
function failuresIn({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length > 0)
      return failed.map(({ fullName, failureMessages }) => failureLine(file, fullName, failureMessages[0]));
    return status === 'failed' ? [failureLine(file, 'the file itself', message)] : [];
  });
}

function failureLine(file, test, message = '') {
  const text = stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').trim();
  return `FAILED ${file}: ${test}: ${text.slice(0, 300)}`;
}
