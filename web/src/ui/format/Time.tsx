import { useMinute } from './clock';
import { formatMoment, formatOf } from './format-moment';

interface TimeProps {
  readonly at: string;
  /** IANA name; by default the browser's own. */
  readonly timeZone?: string;
}

/** A time in a timezone, whose name is shown on hover. */
export function Moment({ at, timeZone }: TimeProps) {
  return (
    <time dateTime={at} title={formatMoment(at, timeZone, 'long')}>
      {formatMoment(at, timeZone, 'short')}
    </time>
  );
}

/** A time in the reader's own timezone, which is named: for those who do not know which one is meant. */
export function MomentInZone({ at }: Pick<TimeProps, 'at'>) {
  return (
    <time dateTime={at} title={formatMoment(at, undefined, 'long')}>
      {formatOf('zoned', undefined).format(new Date(at))}
    </time>
  );
}

/** A day in a timezone; the time and the timezone are shown on hover. */
export function Day({ at, timeZone }: TimeProps) {
  return (
    <time dateTime={at} title={formatMoment(at, timeZone, 'long')}>
      {formatOf('day', timeZone).format(new Date(at))}
    </time>
  );
}

/** How long ago, kept up to date; the exact time is shown on hover. */
export function Ago({ at, timeZone }: TimeProps) {
  // The clock is updated every minute, so a time may be later than it.
  const since = Math.min(0, new Date(at).getTime() - useMinute());
  return (
    <time dateTime={at} title={formatMoment(at, timeZone, 'long')}>
      {formatAgo(since)}
    </time>
  );
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
function formatAgo(milliseconds: number): string {
  const unit = UNITS.find(([, length]) => Math.abs(milliseconds) >= length);
  if (!unit) return 'just now';
  return relative.format(Math.trunc(milliseconds / unit[1]), unit[0]);
}
