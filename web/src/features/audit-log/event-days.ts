/** The events of one day. */
export interface EventDay<Event> {
  /** `2026-11-30`, in the organization's timezone. */
  readonly day: string;
  readonly events: readonly Event[];
}

/** Groups events, newest first, by their day in a timezone. */
export function groupByDay<Event extends { readonly at: string }>(
  events: readonly Event[],
  timeZone: string,
): readonly EventDay<Event>[] {
  const days = new Map<string, Event[]>();
  for (const event of events) {
    const day = dayOf(new Date(event.at), timeZone);
    const known = days.get(day);
    if (known) known.push(event);
    else days.set(day, [event]);
  }
  return [...days].map(([day, found]) => ({ day, events: found }));
}

/** "Today", "Yesterday", or the day with its weekday. */
export function dayName(day: string, timeZone: string, now: Date): string {
  if (day === dayOf(now, timeZone)) return 'Today';
  if (day === dayBefore(dayOf(now, timeZone))) return 'Yesterday';
  return WEEKDAY.format(new Date(`${day}T00:00:00Z`));
}

const WEEKDAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of a moment in a timezone; a format is made once, since that costs more than many uses. */
export function dayOf(at: Date, timeZone: string): string {
  const known = formats.get(timeZone);
  // This locale writes days as ISO 8601 does.
  const format = known ?? new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
  if (!known) formats.set(timeZone, format);
  return format.format(at);
}

const times = new Map<string, Intl.DateTimeFormat>();

/** The time of day in a timezone. */
export function timeOfDay(at: string, timeZone: string): string {
  const known = times.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat(undefined, { timeStyle: 'short', timeZone });
  if (!known) times.set(timeZone, format);
  return format.format(new Date(at));
}
