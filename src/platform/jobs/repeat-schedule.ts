import { v5 } from 'uuid';

const DAY_MS = 86_400_000;
/** Any fixed UUID does: it only keeps the turns' ids apart from other name-based ids. */
const TURNS = '5b1f0d5e-6a52-4d0c-9c0b-3a6f2f7d8e11';

/**
 * When a repeatable runs: at every multiple of `every` milliseconds (at most a day) since 1970 UTC, or by a cron
 * expression in UTC. A turn of `every` that fell into an outage is made up for; one of `cron` is not, so prefer `every`.
 */
export type RepeatSchedule = { readonly every: number } | { readonly cron: string };

/** Refuses an interval that cannot be kept; finished turns are remembered for a week only. */
export function checkSchedule(name: string, schedule: RepeatSchedule): void {
  if (name.includes(':')) throw new Error(`The repeatable ${name} must not have a colon in its name.`);
  if ('cron' in schedule) return;
  if (!Number.isInteger(schedule.every) || schedule.every < 1_000 || schedule.every > DAY_MS) {
    throw new Error(`The repeatable ${name} must run every 1000 to ${DAY_MS} milliseconds.`);
  }
}

/** The turn that was due last, or null when the schedule cannot tell. */
export function lastTurn(schedule: RepeatSchedule, now: number): number | null {
  return 'every' in schedule ? Math.floor(now / schedule.every) * schedule.every : null;
}

/** The same id for the same turn in every process, so that it is added once. */
export function turnId(name: string, turn: number): string {
  return v5(`${name}@${turn}`, TURNS);
}

/** The turn that a Bull job of a repeatable stands for (`repeat:<hash>:<turn>`), or null when it is none. */
export function turnOfJob(id: number | string): number | null {
  const match = /^repeat:[0-9a-f]+:(\d+)$/.exec(String(id));
  return match === null ? null : Number(match[1]);
}
