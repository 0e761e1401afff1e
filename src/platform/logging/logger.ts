import pino from 'pino';
import { readableLine } from './readable-line.js';

/** How lines are written: one JSON object each, or short sentences for a person at a terminal. */
export type LogFormat = 'json' | 'pretty';

/**
 * Lines leave in blocks, after a tenth of a second at the latest: a write for each would cost every request a turn of the
 * thread pool. What is still buffered must be flushed by {@link flushLogs} before the process ends.
 */
const destination = pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
// Whoever ends the process without saying so, by an error that nobody caught, leaves the lines that tell why.
process.once('exit', flushLogs);

let format: LogFormat = 'json';

/** Chooses how the lines from now on are written. Without a wish: readable on a terminal, else JSON. */
export function setLogFormat(wanted: LogFormat | null): LogFormat {
  format = wanted ?? (process.stdout.isTTY ? 'pretty' : 'json');
  return format;
}

const formatted = {
  write(line: string): void {
    if (format === 'json') destination.write(line);
    else writeReadable(readableLine(line));
  },
};

function writeReadable(text: string): void {
  if (text !== '') destination.write(text);
}

/**
 * The service's structured log: one JSON object a line, on standard output, or short lines on a terminal
 * ({@link setLogFormat}). What is only of use for finding faults is written at the level `debug`, which a terminal does not show.
 *
 * What goes in: what happened, ids of the request, organization and job, durations in milliseconds.
 * What never goes in: tokens, secrets, e-mail addresses, request or mail bodies.
 */
export const logger: pino.Logger = pino(
  {
    level: 'debug',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  formatted,
);

/** Writes every buffered line; called last before the process ends. */
export function flushLogs(): void {
  try {
    destination.flushSync();
  } catch {
    // Standard output is closed already; there is nobody left to tell.
  }
}
