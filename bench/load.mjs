// The load: autocannon in a process of its own, told by messages what to call.
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';

/** Sets of requests by name, sent once and called many times. */
const sets = new Map();

process.on('message', (message) => {
  if (message.set) sets.set(message.set, message.requests);
  else void call(message).then((result) => process.send(result));
});
process.on('disconnect', () => process.exit());

/** Calls until the time is over or, with `amount`, until every request of the set was made once. */
async function call({ name, port, connections, seconds, amount }) {
  const requests = sets.get(name);
  let [index, count, first, last] = [0, 0, 0, 0];
  const running = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    timeout: 30,
    sampleInt: 100,
    ...(amount ? { amount } : { duration: seconds }),
    // Each connection has callers of its own, so that all of them call, and no two call the same at once.
    setupClient: (client) => {
      const own = requests.filter((_, position) => position % connections === index);
      index += 1;
      client.setRequests(own);
    },
  });
  running.on('response', () => {
    last = performance.now();
    if (count === 0) first = last;
    count += 1;
  });
  const result = await running;
  const good = result['2xx'];
  if (good !== count || result.errors > 0) {
    return { error: `${count - good} refused, ${result.errors} broken: ${JSON.stringify(result.statusCodeStats)}` };
  }
  return { calls: count, perSecond: ((count - 1) / (last - first)) * 1000, p99: result.latency.p99 };
}
