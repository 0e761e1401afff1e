import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findingsIn, isRead } from './plain-words/scan.mjs';

const USAGE = 'npm run words -- [folder or file …]';

const given = process.argv.slice(2);
if (given.some((argument) => argument.startsWith('-'))) {
  console.error(USAGE);
  process.exit(1);
}
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...given], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(isRead);

const findings = files.flatMap((file) => findingsIn(file, readFileSync(file, 'utf8')));
for (const { file, line, word, instead } of findings) console.log(`${file}:${line} “${word}”: write ${instead}`);
if (findings.length > 0) {
  console.error(`${findings.length} words that docs/STYLE.md does not want.`);
  process.exit(1);
}
