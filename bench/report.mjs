import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

/** The figures as Markdown. */
export function report({ reads, writes, trips, parts, facts }) {
  return [
    `Measured with \`npm run bench\` on ${facts.cores} cores, Node ${facts.node}, Postgres ${facts.postgres}: ` +
      `${facts.connections} connections, pools of 20, ${facts.organizations} organizations of ${facts.members} members, ` +
      `the middle of ${facts.rounds} alternating rounds of ${facts.seconds} s after a warm-up ` +
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

/** Puts the figures between the markers of the document. */
export async function writeReport(file, text) {
  const document = existsSync(file) ? readFileSync(file, 'utf8') : `# Performance\n\n${BEGIN}\n${END}\n`;
  const [before, rest = ''] = document.split(BEGIN);
  const [, after = '\n'] = rest.split(END);
  const whole = `${before}${BEGIN}\n\n${text}\n\n${END}${after}`;
  writeFileSync(file, await format(whole, { ...(await resolveConfig(file)), parser: 'markdown' }));
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

function middle(values) {
  return quantile(values, 0.5);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

function cells(...values) {
  return `| ${values.join(' | ')} |`;
}
