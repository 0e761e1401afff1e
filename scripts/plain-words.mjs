import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findingsIn } from './plain-words/scan.mjs';

const USAGE = 'npm run words -- [folder or file …]';

/** Files whose words are not ours, or that list the words themselves. */
const EXCEPT = [
  /^package-lock\.json$/,
  /^scripts\/plain-words\//,
  /^docs\/STYLE\.md$/,
  /^test\/docs\/words\.spec\.ts$/,
  /^src\/migrations\/.*\.ts$/,
];

const given = process.argv.slice(2);
if (given.some((argument) => argument.startsWith('-'))) {
  console.error(USAGE);
  process.exit(1);
}
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...given], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|cjs|css|md|yml|html|example|sql)$/.test(file))
  .filter((file) => !EXCEPT.some((pattern) => pattern.test(file)));

const findings = files.flatMap((file) => findingsIn(file, readFileSync(file, 'utf8')));
for (const { file, line, word, instead } of findings) console.log(`${file}:${line} “${word}”: write ${instead}`);
if (findings.length > 0) {
  console.error(`${findings.length} words that docs/STYLE.md does not want.`);
  process.exit(1);
}
