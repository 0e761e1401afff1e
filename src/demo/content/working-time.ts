import type { Randomness } from './randomness.js';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const [FIRST_HOUR, HOURS] = [7, 9];

/** Random times before now, on working days and in office hours (UTC). */
export class WorkingTime {
  constructor(
    readonly now: Date,
    private readonly random: Randomness,
  ) {}

  /** So many days ago, at some time of the day. */
  daysAgo(days: number): Date {
    const midnight = Math.floor((this.now.getTime() - days * DAY_MS) / DAY_MS) * DAY_MS;
    const weekday = new Date(midnight).getUTCDay();
    // A weekend's work was done on the Friday before.
    const weekend = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
    const time = FIRST_HOUR * HOUR_MS + this.random.fraction() * HOURS * HOUR_MS;
    return this.notLater(midnight - weekend * DAY_MS + time);
  }

  /** Some time after a moment: between so many days, but before the end, which is now unless given. */
  after(moment: Date, minDays: number, maxDays: number, end: Date | null = null): Date {
    const days = minDays + this.random.fraction() * (maxDays - minDays);
    const at = this.daysAgo((this.now.getTime() - moment.getTime()) / DAY_MS - days);
    const latest = end ?? this.now;
    const span = latest.getTime() - moment.getTime();
    if (at > moment && at < latest && days * DAY_MS < span) return at;
    return this.between(moment, span);
  }

  /** In office hours where the span has some: a few tries find them. */
  private between(moment: Date, span: number): Date {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const age = this.now.getTime() - moment.getTime() - this.random.fraction() * span;
      const at = this.daysAgo(age / DAY_MS);
      if (at > moment && at.getTime() < moment.getTime() + span) return at;
    }
    return new Date(moment.getTime() + this.random.fraction() * span);
  }

  minutesAgo(minutes: number): Date {
    return new Date(this.now.getTime() - minutes * MINUTE_MS);
  }

  /** The same moment, or a few minutes ago if it is in the future. */
  private notLater(moment: number): Date {
    const latest = this.now.getTime() - this.random.between(2, 40) * MINUTE_MS;
    return new Date(Math.min(moment, latest));
  }
}
