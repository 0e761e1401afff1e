import type { RoundReport } from './soak.js';

/** The figures of a run, as Markdown. */
export function table(rounds: readonly RoundReport[]): string {
  const sum = (pick: (round: RoundReport) => number): number => rounds.reduce((all, round) => all + pick(round), 0);
  const drained = rounds.map((round) => round.drained);
  return [
    '| what | figure |',
    '| --- | --- |',
    row('rounds', rounds.length),
    row(
      'calls made',
      sum(({ calls }) => calls.done + calls.refused + calls.unknown),
    ),
    row(
      'answered 2xx',
      sum(({ calls }) => calls.done),
    ),
    row(
      'refused',
      sum(({ calls }) => calls.refused),
    ),
    row(
      'without an answer, or 503',
      sum(({ calls }) => calls.unknown),
    ),
    row(
      'emails with a second copy, same Message-ID',
      sum(({ secondCopies }) => secondCopies),
    ),
    row(
      'everything due done, after everything was back',
      `${seconds(middle(drained))} (at most ${seconds(Math.max(...drained))})`,
    ),
    row(
      'violations',
      sum(({ violations }) => violations.length),
    ),
    '',
    '| fault | times | back after (middle, longest) |',
    '| --- | --- | --- |',
    ...faultRows(rounds),
    '',
    '| change that was answered 2xx | times |',
    '| --- | --- |',
    ...operationRows(rounds),
  ].join('\n');
}

function faultRows(rounds: readonly RoundReport[]): string[] {
  const faults = new Map<string, (number | null)[]>();
  for (const { fault, recovery } of rounds.flatMap((round) => round.faults)) {
    faults.set(fault, [...(faults.get(fault) ?? []), recovery]);
  }
  return [...faults].sort().map(([fault, recoveries]) => {
    const known = recoveries.filter((recovery) => recovery !== null);
    const times = known.length === 0 ? '–' : `${seconds(middle(known))}, ${seconds(Math.max(...known))}`;
    return row(fault, recoveries.length, times);
  });
}

function operationRows(rounds: readonly RoundReport[]): string[] {
  const operations = new Map<string, number>();
  for (const { byOperation } of rounds) {
    for (const [op, count] of byOperation) operations.set(op, (operations.get(op) ?? 0) + count);
  }
  return [...operations].sort().map(([op, count]) => row(op, count));
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function row(...cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
