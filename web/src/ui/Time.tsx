import { useEffect, useState } from 'react';

interface TimeProps {
  readonly at: string;
  /** IANA; the reader's own where there is no organization. */
  readonly timeZone?: string;
}

/** A moment in the organization's timezone; the zone is named on hover. */
export function Moment({ at, timeZone }: TimeProps) {
  return (
    <time dateTime={at} title={formatMoment(at, timeZone, 'long')}>
      {formatMoment(at, timeZone, 'short')}
    </time>
  );
}

/** A day in the organization's timezone; the moment and its zone on hover. */
export function Day({ at, timeZone }: TimeProps) {
  return (
    <time dateTime={at} title={formatMoment(at, timeZone, 'long')}>
      {new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', ...zone(timeZone) }).format(new Date(at))}
    </time>
  );
}

/** How long ago, with the exact moment on hover; it goes on counting. */
export function Ago({ at, timeZone }: TimeProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 60_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <time dateTime={at} title={formatMoment(at, timeZone, 'long')}>
      {formatAgo(new Date(at).getTime() - now)}
    </time>
  );
}

/** In words: "24 Nov 2026, 10:30", or with the zone's name. */
export function formatMoment(at: string, timeZone: string | undefined, length: 'short' | 'long'): string {
  const style: Intl.DateTimeFormatOptions =
    length === 'short' ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'full', timeStyle: 'long' };
  const text = new Intl.DateTimeFormat(undefined, { ...style, ...zone(timeZone) }).format(new Date(at));
  return length === 'long' && timeZone !== undefined ? `${text} (${timeZone})` : text;
}

function zone(timeZone: string | undefined): Intl.DateTimeFormatOptions {
  return timeZone === undefined ? {} : { timeZone };
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `-180000` as "3 minutes ago". */
export function formatAgo(milliseconds: number): string {
  const unit = UNITS.find(([, length]) => Math.abs(milliseconds) >= length);
  if (!unit) return 'just now';
  return relative.format(Math.trunc(milliseconds / unit[1]), unit[0]);
}
