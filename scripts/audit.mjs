import { execFile } from 'node:child_process';
import { root } from './prepare.mjs';

/** Longer than any available registry needs to answer; a check must not hang without one. */
const LIMIT_MS = 60_000;

/**
 * Asks the registry for known vulnerabilities in the dependencies, those of production and then all of them. Exits with 1 if
 * there is one. If the registry does not answer, it prints that nothing was checked, and does not fail, so that one can work
 * offline.
 */
for (const [what, ...args] of [['production', '--omit=dev'], ['all']]) {
  const report = await audit(args);
  const total = report.metadata?.vulnerabilities?.total;
  if (typeof total !== 'number') {
    console.log(`SKIPPED audit of dependencies (${what}): not checked, ${reasonIn(report)}`);
    continue;
  }
  console.log(`${total === 0 ? 'PASS' : 'FAIL'} audit of dependencies (${what}): ${total} known vulnerabilities`);
  for (const [name, { severity }] of Object.entries(report.vulnerabilities ?? {}))
    console.log(`  ${name}: ${severity}`);
  if (total > 0) process.exitCode = 1;
}

function reasonIn({ message, error }) {
  return message || error?.summary || 'the registry returned no report.';
}

/** The report as npm prints it; empty if it printed none. */
function audit(args) {
  const command = ['audit', '--json', '--fetch-retries=0', ...args];
  return new Promise((resolve) => {
    execFile('npm', command, { cwd: root, timeout: LIMIT_MS, maxBuffer: 2 ** 26 }, (_error, stdout) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        resolve({});
      }
    });
  });
}
