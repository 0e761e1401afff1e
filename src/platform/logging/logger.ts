import pino from 'pino';

/**
 * Lines are written in blocks, after a tenth of a second at the latest: one write per line would take a slot of the thread
 * pool for every request. Buffered lines must be flushed by {@link flushLogs} before the process ends.
 */
const destination = pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
// When the process ends with an uncaught error, the buffered lines, which tell the reason, are still written.
process.once('exit', flushLogs);

/**
 * The service's structured log: one JSON object a line, on standard output.
 *
 * Logged: events, IDs of the request, organization and job, durations in milliseconds. Never logged: tokens, secrets, email
 * addresses, bodies of requests or emails.
 */
export const logger: pino.Logger = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  destination,
);

/** Writes every buffered line; called last before the process ends. */
export function flushLogs(): void {
  try {
    destination.flushSync();
  } catch {
    // Standard output is closed already, so nothing can be written.
  }
}
