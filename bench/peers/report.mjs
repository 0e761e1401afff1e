import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { bars } from './svg.mjs';

const PEER = 'better-auth';
const CACHED = 'better-auth, cookie cache';
const BARE = 'bare B';

/** The figures as Markdown; if the folder of the documents is given, they are also written there, with their plot. */
export async function writeFindings(findings, documents) {
  const text = asMarkdown(findings);
  if (documents) {
    await putBetween(`${documents}performance.md`, 'peers', text);
    mkdirSync(`${documents}plots`, { recursive: true });
    writeFileSync(`${documents}plots/peers.svg`, plot(findings));
  }
  return text;
}

/** Writes a text between the markers of a document. */
export async function putBetween(file, marker, text) {
  const [begin, end] = [`<!-- ${marker}:begin -->`, `<!-- ${marker}:end -->`];
  const document = readFileSync(file, 'utf8');
  if (!document.includes(begin)) throw new Error(`${file} has no ${begin}`);
  const [before, rest] = document.split(begin);
  const whole = `${before}${begin}\n\n${text}\n\n${end}${rest.split(end)[1]}`;
  writeFileSync(file, await format(whole, { ...(await resolveConfig(file)), parser: 'markdown' }));
}

function asMarkdown({ measures, atOnce, settings }) {
  return [
    `Measured with \`npm run bench -- peers\`: ${settings.connections} connections, pools of 20, ${settings.organizations} organizations of ` +
      `${settings.members} members, the median of ${settings.rounds} alternating rounds of ${settings.seconds} s ` +
      `(invite and accept: ${settings.writeRounds} rounds of ${settings.invitations} calls).`,
    '',
    '| call | service | better-auth | with its cookie cache | bare B | to better-auth | to its cookie cache | to bare B |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...measures.map(row),
    '',
    `| ${atOnce.people} people at once on ${atOnce.seats} seats | members afterwards, round by round |`,
    '| --- | --- |',
    ...Object.entries(atOnce.results).map(([name, counts]) => `| ${name} | ${counts.join(', ')} |`),
  ].join('\n');
}

function row({ name, rounds }) {
  const speed = (target) => `${Math.round(middle(rounds.map((round) => round[target])))}/s`;
  const ratio = (target) => `**${middle(rounds.map((round) => round.service / round[target])).toFixed(2)}**`;
  const cells = [name, ...['service', PEER, CACHED, BARE].map(speed), ...[PEER, CACHED, BARE].map(ratio)];
  return `| ${cells.join(' | ')} |`;
}

function plot({ measures }) {
  return bars({
    title: 'Calls per second, 32 connections',
    series: ['service', BARE, CACHED, PEER],
    groups: measures.map(({ name, rounds }) => ({
      name,
      values: ['service', BARE, CACHED, PEER].map((target) => middle(rounds.map((round) => round[target]))),
    })),
  });
}

export function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}
