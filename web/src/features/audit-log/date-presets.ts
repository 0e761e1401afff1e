import type { Days } from '../../shared/fiscal-year';
import { dayOf } from './event-days';

interface DatePreset {
  readonly label: string;
  readonly daysAt: (now: Date, timeZone: string) => Days;
}

/** Days that end today, in the organization's timezone. */
export const DATE_PRESETS: readonly DatePreset[] = [
  { label: 'Last 7 days', daysAt: (now, timeZone) => lastDays(7, dayOf(now, timeZone)) },
  { label: 'Last 30 days', daysAt: (now, timeZone) => lastDays(30, dayOf(now, timeZone)) },
  {
    label: 'This month',
    daysAt: (now, timeZone) => ({ from: `${dayOf(now, timeZone).slice(0, 7)}-01`, to: dayOf(now, timeZone) }),
  },
];

/** The last days up to and including today. */
function lastDays(count: number, today: string): Days {
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - count + 1);
  return { from: first.toISOString().slice(0, 10), to: today };
}
