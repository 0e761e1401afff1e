import { instantOf } from '../../../platform/time/local-time.js';

/** Which of two numbers separated by slashes is the day; null: unknown. */
export type DateOrder = 'day first' | 'month first';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
/** `2026-07-01`, `2026-07-01 09:00`, `2026-07-01T09:00:30`: local times, without an offset. */
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](.+))?$/;
/** `1.7.2026 09:00`, as in German: the day is always first. */
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?[ ](.+))?$/;
/** `7/1/2026 9:00 AM` or `1/7/2026`. */
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?[ ](.+))?$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AP]M)?$/i;

/** An instant as RFC 3339, or a sentence that explains why it is not valid. */
export type ReadInstant = { readonly instant: string } | { readonly refusal: string };

const NO_DATE = 'This is not a date. Enter it as 2026-11-24 or 2026-11-24 09:00.';
const UNCLEAR = 'It is not clear which number is the day. Enter the date as 2026-11-24.';

/** Reads a date or time in a common format. Without an offset it is local time; without a time it is midnight. */
export function readInstant(text: string, timezone: string, order: DateOrder | null): ReadInstant {
  if (RFC_3339.test(text)) return { instant: text };
  const parts = partsOf(text, order);
  if (parts === null) return { refusal: NO_DATE };
  if (parts === 'unclear') return { refusal: UNCLEAR };
  const time = timeOf(parts.time);
  if (time === null) return { refusal: NO_DATE };
  const local = `${parts.year}-${twoDigits(parts.month)}-${twoDigits(parts.day)}T${time.minutes}`;
  const instant = instantOf(local, timezone);
  if (!instant) return { refusal: NO_DATE };
  return { instant: new Date(instant.getTime() + time.seconds * 1000).toISOString() };
}

interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly time: string;
}

function partsOf(text: string, order: DateOrder | null): DateParts | 'unclear' | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, year = '', month = '', day = '', time = ''] = yearFirst;
    return { year, month, day, time };
  }
  const dotted = DOTTED.exec(text);
  if (dotted) {
    const [, day = '', month = '', year = '', time = ''] = dotted;
    return { year, month, day, time };
  }
  const slashed = SLASHED.exec(text);
  if (!slashed) return null;
  const [, first = '', second = '', year = '', time = ''] = slashed;
  const known = order ?? orderOf(first, second);
  if (known === null) return first === second ? { year, month: first, day: second, time } : 'unclear';
  return known === 'day first' ? { year, month: second, day: first, time } : { year, month: first, day: second, time };
}

/** Null: both numbers could be the month. */
function orderOf(first: string, second: string): DateOrder | null {
  if (Number(first) > 12) return 'day first';
  return Number(second) > 12 ? 'month first' : null;
}

/** The order of day and month in a column, from some of its dates; null if they are ambiguous or contradict each other. */
export function detectDateOrder(texts: readonly string[]): DateOrder | null {
  const orders = new Set(
    texts.flatMap((text) => {
      const [, first = '', second = ''] = SLASHED.exec(text.trim()) ?? [];
      return orderOf(first, second) ?? [];
    }),
  );
  const [only = null] = orders;
  return orders.size === 1 ? only : null;
}

function timeOf(text: string): { readonly minutes: string; readonly seconds: number } | null {
  if (text === '') return { minutes: '00:00', seconds: 0 };
  const match = TIME.exec(text);
  if (!match) return null;
  const [, hour = '', minute = '', second = '0', half] = match;
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return null;
  const hours = half ? (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(hour);
  if (Number(second) > 59) return null;
  return { minutes: `${twoDigits(String(hours))}:${minute}`, seconds: Number(second) };
}

function twoDigits(number: string): string {
  return number.padStart(2, '0');
}
