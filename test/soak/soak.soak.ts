import { CLOCK } from './support/process-slot.js';
import { Soak, type RoundReport } from './support/soak.js';
import { System } from './support/system.js';
import { table } from './support/table.js';

/** Two rounds in the short form, together with every fault; `npm run test:soak` says how many, and with which seed. */
const ROUNDS = Number(process.env['SOAK_ROUNDS'] ?? 2);
const SEED = Number(process.env['SOAK_SEED'] ?? 20_261_125);
const isShort = process.env['SOAK_ROUNDS'] === undefined;
const FAULTS_A_ROUND = isShort ? 6 : 4;

let system: System;
const rounds: RoundReport[] = [];

/** Past Jest, which would write a stack beside every line. */
function say(line: string): void {
  if (!isShort) process.stdout.write(`${line}\n`);
}

beforeAll(async () => {
  system = await System.start();
}, 180_000);
afterAll(async () => {
  say(`\n${table(rounds)}`);
  await system.stop();
}, 60_000);

it(
  `keeps every promise through ${ROUNDS} rounds of faults (seed ${SEED})`,
  async () => {
    say(
      `Seed ${SEED}; the disk is ${system.files.isMounted ? 'a small one, filled' : 'a folder in whose place a file is put'}; the clock is shifted by ${CLOCK}`,
    );
    const soak = await Soak.prepare(system, SEED);
    for (let number = 1; number <= ROUNDS; number += 1) {
      const report = await soak.round(number, FAULTS_A_ROUND);
      rounds.push(report);
      const { calls, faults, drained, violations } = report;
      say(
        `round ${number}: ${calls.done} done, ${calls.refused} refused, ${calls.unknown} unknown; due work done after ${Math.round(drained)} ms; ${faults.map(({ fault }) => fault).join(', ')}`,
      );
      for (const violation of violations) say(`  VIOLATION ${violation}`);
    }
    expect(rounds.flatMap(({ violations }) => violations)).toEqual([]);
  },
  ROUNDS * 150_000,
);
