import { v5 } from 'uuid';

const DAY_MS = 86_400_000;
/** Any fixed UUID works: it only separates the IDs of scheduled runs from other name-based IDs. */
const SCHEDULED_RUN_NAMESPACE = '5b1f0d5e-6a52-4d0c-9c0b-3a6f2f7d8e11';

/**
 * When a repeatable runs: at every multiple of `every` milliseconds (at most a day) since 1970 UTC, or by a cron expression in
 * UTC. A scheduled run of `every` that was missed in an outage is made up for; one of `cron` is not, so prefer `every`.
 */
export type RepeatSchedule = { readonly every: number } | { readonly cron: string };

/** Refuses an interval that cannot be kept; completed runs are remembered for a week only. */
export function checkSchedule(name: string, schedule: RepeatSchedule): void {
  if (name.includes(':')) throw new Error(`The repeatable ${name} must not have a colon in its name.`);
  if ('cron' in schedule) return;
  if (!Number.isInteger(schedule.every) || schedule.every < 1_000 || schedule.every > DAY_MS) {
    throw new Error(`The repeatable ${name} must run every 1000 to ${DAY_MS} milliseconds.`);
  }
}

/** The scheduled run that was due last, or null if the schedule cannot tell. */
export function lastRunTime(schedule: RepeatSchedule, now: number): number | null {
  return 'every' in schedule ? Math.floor(now / schedule.every) * schedule.every : null;
}

/** The same ID for the same scheduled run in every process, so that it is added once. */
export function scheduledRunId(name: string, runAt: number): string {
  return v5(`${name}@${runAt}`, SCHEDULED_RUN_NAMESPACE);
}

/** The scheduled run of a Bull job of a repeatable (`repeat:<hash>:<time>`), or null if it is not one. */
export function runTimeOfJob(id: number | string): number | null {
  const match = /^repeat:[0-9a-f]+:(\d+)$/.exec(String(id));
  return match === null ? null : Number(match[1]);
}
