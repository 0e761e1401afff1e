import pino from 'pino';
import { readableLine } from './readable-line.js';

/** How lines are written: one JSON object each, or short sentences for a person at a terminal. */
export type LogFormat = 'json' | 'pretty';

/**
 * Lines are written in blocks, after a tenth of a second at the latest: one write per line would take a slot of the thread
 * pool for every request. Buffered lines must be flushed by {@link flushLogs} before the process ends.
 */
const destination = pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
// When the process ends with an uncaught error, the buffered lines, which tell the reason, are still written.
process.once('exit', flushLogs);

let format: LogFormat = 'json';

/** Chooses how the lines from now on are written. For `null`: readable on a terminal, else JSON. */
export function setLogFormat(requested: LogFormat | null): LogFormat {
  format = requested ?? (process.stdout.isTTY ? 'pretty' : 'json');
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
 * Logged: events, IDs of the request, organization and job, durations in milliseconds. Never logged: tokens, secrets, email
 * addresses, bodies of requests or emails.
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
    // Standard output is closed already, so nothing can be written.
  }
}
