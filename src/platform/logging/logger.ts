import pino from 'pino';

/**
 * Lines leave in blocks, after a tenth of a second at the latest: a write for each would cost every request a turn of the
 * thread pool. What is still buffered must be flushed by {@link flushLogs} before the process ends.
 */
const destination = pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
// Whoever ends the process without saying so, by an error that nobody caught, leaves the lines that tell why.
process.once('exit', flushLogs);

/**
 * The service's structured log: one JSON object a line, on standard output.
 *
 * What goes in: what happened, ids of the request, organization and job, durations in milliseconds.
 * What never goes in: tokens, secrets, e-mail addresses, request or mail bodies.
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
    // Standard output is closed already; there is nobody left to tell.
  }
}
