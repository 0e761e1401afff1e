import { count } from '../../ui/format/count';

interface Pace {
  /** Records per second. */
  readonly rate: number;
  readonly secondsLeft: number;
}

/** The average speed since the start; null: nothing is done yet. */
export function paceOf(done: number, total: number, startedAt: string | null, now: number): Pace | null {
  const seconds = startedAt === null ? 0 : (now - new Date(startedAt).getTime()) / 1000;
  if (seconds <= 0 || done <= 0) return null;
  const rate = done / seconds;
  return { rate, secondsLeft: Math.max(0, total - done) / rate };
}

/** "1,200 records per second, about 3 minutes left". */
export function paceInWords({ rate, secondsLeft }: Pace): string {
  const speed = rate >= 1 ? count(Math.round(rate), 'record') : 'less than 1 record';
  return `${speed} per second, ${left(secondsLeft)}`;
}

function left(seconds: number): string {
  if (seconds < 1) return 'nearly done';
  if (seconds < 60) return `about ${count(Math.ceil(seconds), 'second')} left`;
  return `about ${count(Math.ceil(seconds / 60), 'minute')} left`;
}
