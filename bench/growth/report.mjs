import { mkdirSync, writeFileSync } from 'node:fs';
import { putBetween } from '../peers/report.mjs';
import { lines } from '../peers/svg.mjs';

/** The tables: calls per second at each size, and at the largest the processor time of a call. */
export function asMarkdown(findings, { connections, rounds, seconds, writes, membersOfMany }) {
  const { byOrganizations, byMembers, byRecords } = findings;
  return [
    `Measured with \`npm run bench -- growth\`: ${connections} connections, the median of ${rounds} rounds of ${seconds} s; writes: ${writes} calls.`,
    '',
    ...speedTable(`organizations of ${membersOfMany} members`, byOrganizations),
    '',
    ...speedTable('members of one organization', byMembers),
    '',
    ...speedTable('leads of one organization', byRecords),
    '',
    ...capacity(findings, membersOfMany),
  ].join('\n');
}

function speedTable(what, rows) {
  const names = Object.keys(rows[0].speeds);
  return [
    ...head(what, ...names),
    ...rows.map(({ size, speeds }) =>
      cells(size.toLocaleString('en'), ...names.map((name) => `${Math.round(speeds[name])}/s`)),
    ),
  ];
}

/** What one call takes of a processor, and so how many one core answers in a second. */
function capacity({ byOrganizations, byRecords, bytes }, membersOfMany) {
  const sizes = [
    [`${byOrganizations.at(-1).size.toLocaleString('en')} organizations`, byOrganizations.at(-1)],
    [`${byRecords.at(-1).size.toLocaleString('en')} leads in one organization`, byRecords.at(-1)],
  ];
  return [
    ...head('call', 'with', 'node, ms', 'Postgres, ms', 'per second and process', 'per second and core of Postgres'),
    ...sizes.flatMap(([size, { cpu }]) =>
      Object.entries(cpu).map(([name, { node, postgres }]) =>
        cells(name, size, ms(node), ms(postgres), perCore(node), perCore(postgres)),
      ),
    ),
    '',
    `On disk, an organization of ${membersOfMany} members takes ${kilobytes(bytes.organization)} and a lead ${kilobytes(bytes.lead)}, with their indexes.`,
  ];
}

const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
const ms = (micros) => (micros / 1_000).toFixed(2);
const perCore = (micros) => (Math.round(1e5 / micros) * 10).toLocaleString('en');
const cells = (...texts) => `| ${texts.join(' | ')} |`;
const head = (...names) => [cells(...names), cells(...names.map(() => '---'))];

/** Writes the tables and plots into the documents. */
export async function write(findings, settings, documents) {
  await putBetween(`${documents}performance.md`, 'growth', asMarkdown(findings, settings));
  mkdirSync(`${documents}plots`, { recursive: true });
  for (const [file, unit, rows] of [
    ['growth-organizations.svg', 'organizations', findings.byOrganizations],
    ['growth-members.svg', 'members of one organization', findings.byMembers],
    ['growth-records.svg', 'leads of one organization', findings.byRecords],
  ]) {
    const drawn = Object.keys(rows[0].speeds).map((name) => ({
      name,
      points: rows.map(({ size, speeds }) => [size, speeds[name]]),
    }));
    writeFileSync(
      `${documents}plots/${file}`,
      lines({ title: `Calls per second, ${settings.connections} connections`, unit, lines: drawn }),
    );
  }
}
