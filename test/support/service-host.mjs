// A process of the tests in which the built service runs for one test file after another, each with a database of its own. The
// code is loaded and optimized once, which was most of the processor time of a process for each file. It does what
// `dist/main.js` does with servers that are configured.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
import { checkConnection } from '../../dist/platform/database/connection-check.js';
import { createApplication } from '../../dist/application.js';
import { loadConfiguration } from '../../dist/configuration/load-configuration.js';
import { startEmbeddedServers } from '../../dist/dev/index.js';
import { endRequests } from '../../dist/platform/http/end-requests.js';
import { listen } from '../../dist/platform/http/listen.js';
import { Sweeper } from '../../dist/platform/jobs/sweeper.js';
import { flushLogs, logger } from '../../dist/platform/logging/logger.js';
import { collectProcessMetrics, registry } from '../../dist/platform/metrics/metrics.js';

const REQUESTS_LIMIT_MS = 5_000;

/**
 * How often due work is looked for here, beside the service's own every five seconds: tests that make work due would spend
 * most of their time on the wait for it. Tests of that wait itself have processes of their own.
 */
const SWEEP_INTERVAL_MS = 250;

collectProcessMetrics();
/** Those of the process; the others belong to one application. */
const metricsOfProcess = new Set(registry.getMetricsAsArray().map(({ name }) => name));

let stopRunning = async () => {};

process.on('message', ({ environment }) => {
  const done = environment === null ? stop() : start(environment);
  done.then(
    (port) => process.send({ port }),
    (error) => process.send({ error: error.stack }),
  );
});
process.on('disconnect', () => process.exit());

async function start(given) {
  // A test file that was broken off may have left its own.
  await stop();
  const reserved = given.PORT === undefined ? await reservePort() : null;
  const environment = reserved ? { ...given, PORT: String(reserved.port) } : given;
  const configuration = loadConfiguration(environment, process.cwd());
  await checkConnection({ ...configuration.database });
  const embedded = await startEmbeddedServers(configuration, new AbortController().signal);
  const app = await createApplication(embedded.configuration);
  await reserved?.release();
  const others = await listen(app.getHttpServer(), configuration.port, configuration.listenHosts);
  const sweeper = app.get(Sweeper);
  const sweeps = setInterval(() => {
    sweeper.wakeIn(0);
  }, SWEEP_INTERVAL_MS);
  stopRunning = async () => {
    clearInterval(sweeps);
    await Promise.all([endRequests(app.getHttpServer(), others, REQUESTS_LIMIT_MS), app.close()]);
    await embedded.stop();
    for (const { name } of registry.getMetricsAsArray()) {
      if (!metricsOfProcess.has(name)) registry.removeSingleMetric(name);
    }
  };
  logger.info('The service is ready.');
  flushLogs();
  return configuration.port;
}

/** A free port, which no other program gets until it is released. The configuration needs it before the service listens. */
async function reservePort() {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address();
  return { port, release: () => new Promise((resolve) => holder.close(resolve)) };
}

async function stop() {
  const stopIt = stopRunning;
  stopRunning = async () => {};
  await stopIt();
  flushLogs();
}
