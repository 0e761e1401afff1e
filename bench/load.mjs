// The load: autocannon in a separate process, which gets its calls by messages.
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';

/** Sets of requests by name, sent once and called many times. */
const sets = new Map();

let stopRunning = () => {};

process.on('message', (message) => {
  if (message.set) sets.set(message.set, message.requests);
  else if (message.stop) stopRunning();
  else void call(message).then((result) => process.send(result));
});
process.on('disconnect', () => process.exit());

/** Longer than any measurement. */
const MAX_SECONDS = 3_600;

/**
 * Calls until the time is over; with `amount`, until every request of the set was sent once or it is stopped. With `rate` so
 * many calls a second, else as many as possible.
 */
async function call({ name, port, connections, seconds, amount, rate, untilStopped }) {
  const requests = sets.get(name);
  let [index, count, first, last] = [0, 0, 0, 0];
  const running = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    timeout: 30,
    sampleInt: 100,
    ...(amount ? { amount } : { duration: untilStopped ? MAX_SECONDS : seconds }),
    ...(rate ? { overallRate: rate } : {}),
    // Each connection has its own callers, so that all of them call, and no two send the same call at once.
    setupClient: (client) => {
      const own = requests.filter((_, position) => position % connections === index);
      index += 1;
      client.setRequests(own);
    },
  });
  stopRunning = () => running.stop();
  const times = [];
  running.on('response', (_client, _status, _bytes, milliseconds) => {
    times.push(milliseconds);
    last = performance.now();
    if (count === 0) first = last;
    count += 1;
  });
  const result = await running;
  const good = result['2xx'];
  if (good !== count || result.errors > 0) {
    return { error: `${count - good} refused, ${result.errors} broken: ${JSON.stringify(result.statusCodeStats)}` };
  }
  return { calls: count, perSecond: ((count - 1) / (last - first)) * 1000, p50: at(times, 0.5), p99: at(times, 0.99) };
}

/** In milliseconds with fractions; autocannon's own percentiles are whole numbers. */
function at(times, share) {
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null;
}
