import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const DOCUMENT = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

/** The figures as Markdown. */
export function report({ reads, writes, trips, parts, facts }) {
  return [
    `Measured with \`npm run bench\` on ${facts.machine}: ` +
      `${facts.connections} connections, pools of 20, ${facts.organizations} organizations of ${facts.members} members, ` +
      `the median of ${facts.rounds} alternating rounds of ${facts.seconds} s after a warm-up ` +
      `(invite and accept: ${facts.writeRounds} rounds of ${facts.invitations} calls).`,
    '',
    '| call | to bare B | middle half | to bare A | per second: service · B · A | awaited round trips |',
    '| --- | --- | --- | --- | --- | --- |',
    ...[...reads, ...writes].map((measure) => row(measure, trips)),
    '',
    '| µs of CPU per call: node · Postgres | service | bare B | bare A |',
    '| --- | --- | --- | --- |',
    ...[...reads, ...writes].map(cpuRow),
    ...profileTable(parts),
  ].join('\n');
}

/** Writes the figures of a part between its markers in the document. */
export async function writeReport(text, part = 'bench') {
  const [begin, end] = [`<!-- ${part}:begin -->`, `<!-- ${part}:end -->`];
  const document = readFileSync(DOCUMENT, 'utf8');
  if (!document.includes(begin) || !document.includes(end)) throw new Error(`${DOCUMENT} has no ${begin} and ${end}.`);
  const [before, rest = ''] = document.split(begin);
  const [, after = '\n'] = rest.split(end);
  const whole = `${before}${begin}\n\n${text}\n\n${end}${after}`;
  writeFileSync(DOCUMENT, await format(whole, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' }));
}

/** The machine and the versions, for the line above every table. */
export async function machineFacts(client) {
  const { rows } = await client.query('show server_version');
  const postgres = rows[0].server_version.split(' ', 1)[0];
  return `${cpus().length} cores, Node ${process.version}, Postgres ${postgres}`;
}

function row({ name, rounds }, trips) {
  const speed = (target) => Math.round(middle(rounds.map((round) => round[target].perSecond)));
  const ratios = (target) => rounds.map((round) => round.service.perSecond / round[target].perSecond);
  const toB = ratios('bare B');
  return cells(
    name,
    `**${middle(toB).toFixed(2)}**`,
    `${quantile(toB, 0.25).toFixed(2)} to ${quantile(toB, 0.75).toFixed(2)}`,
    middle(ratios('bare A')).toFixed(2),
    `${speed('service')} · ${speed('bare B')} · ${speed('bare A')}`,
    trips[name] ?? '–',
  );
}

function cpuRow({ name, rounds }) {
  const cpu = (target) =>
    ['node', 'postgres'].map((part) => {
      const values = rounds.map((round) => round[target][part]);
      return values.includes(null) ? '–' : Math.round(middle(values));
    });
  return cells(name, ...['service', 'bare B', 'bare A'].map((target) => cpu(target).join(' · ')));
}

function profileTable(parts) {
  if (parts.length === 0) return [];
  return [
    '',
    '| where the node process spends a members list | share |',
    '| --- | --- |',
    ...parts.map(({ name, share }) => cells(name, `${(share * 100).toFixed(1)} %`)),
  ];
}

export function middle(values) {
  return quantile(values, 0.5);
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

export function cells(...values) {
  return `| ${values.join(' | ')} |`;
}
