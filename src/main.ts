import { EmbeddedServersError, startEmbeddedServers, type EmbeddedServers } from './dev/index.js';
import { DATABASE_SCHEMA } from './entities.js';
import type { Server as SocketServer } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConfigurationError } from './platform/config/configuration-error.js';
import type { ServiceConfiguration } from './configuration/service-configuration.js';
import { loadConfiguration } from './configuration/load-configuration.js';
import { warningsOf } from './configuration/production-warnings.js';
import { checkConnection } from './platform/database/connection-check.js';
import { DatabaseNotReadyError, toNotReady } from './platform/database/start-checks.js';
import { migrate, roleOf } from './platform/database/migrate.js';
import { endRequests } from './platform/http/end-requests.js';
import { checkPort, listen, PortError } from './platform/http/listen.js';
import { TIMED_OUT, withTimeout } from './platform/jobs/with-timeout.js';
import { flushLogs, logger, setLogFormat, type LogFormat } from './platform/logging/logger.js';
import { startLines } from './start-lines.js';

/** How long a running request may take after the process was asked to stop. */
const REQUESTS_LIMIT_MS = 5_000;
/** The same for everything but the embedded servers, which are stopped last; together they stay below 10 s. */
const CLOSE_LIMIT_MS = 7_500;

/**
 * Reads the configuration, starts embedded servers in place of those that are not configured, and then the roles of this
 * process.
 */
async function main(): Promise<void> {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping.abort();
    });
  }
  const configuration = loadConfiguration(process.env, process.cwd());
  const format = setLogFormat(configuration.logFormat);
  if (configuration.processRole !== 'worker') await checkPort(configuration.port, configuration.listenHosts);
  logWarnings(configuration);
  // Most of the code: loaded while the servers start, and not at all for a start that is refused.
  const application = import('./application.js');
  application.catch(() => undefined);
  const embedded = await startEmbeddedServers(configuration, stopping.signal);
  try {
    await checkConfiguredServers(configuration);
    await serve(embedded, application, { stopping: stopping.signal, stopped, format });
  } catch (error) {
    // Before anything is stopped, so that it is the first that is read.
    reportFailure(toNotReady(error));
    process.exitCode = 1;
  } finally {
    await embedded.stop();
  }
}

/** Ends the start at once with an error that retrying cannot change, while the code is loaded. */
async function checkConfiguredServers({ database, redisUrl }: ServiceConfiguration): Promise<void> {
  const [{ checkRedis }] = await Promise.all([
    import('./platform/jobs/redis-check.js'),
    database.url === null ? undefined : checkConnection({ ...database, url: database.url }),
  ]);
  if (redisUrl !== null) await checkRedis(redisUrl);
}

/** What one run of the service gets in addition to its configuration. */
interface RunContext {
  /** Aborted when the process is asked to end. */
  readonly stopping: AbortSignal;
  /** Resolved then. */
  readonly stopped: Promise<void>;
  readonly format: LogFormat;
}

async function serve(
  embedded: EmbeddedServers<ServiceConfiguration>,
  application: Promise<typeof import('./application.js')>,
  { stopping, stopped, format }: RunContext,
): Promise<void> {
  const { configuration, databaseOwnerUrl } = embedded;
  if (databaseOwnerUrl) {
    await migrate(databaseOwnerUrl, roleOf(configuration.database.url), DATABASE_SCHEMA, {
      logLevel: 'debug',
    });
  }
  stopping.throwIfAborted();
  const { createApplication } = await application;
  const app = await createApplication(configuration);
  let otherServers: readonly SocketServer[] = [];
  try {
    if (configuration.processRole !== 'worker') {
      otherServers = await listen(app.getHttpServer(), configuration.port, configuration.listenHosts);
    }
    announceReady(embedded, format);
    await stopped;
    logger.info('Stopping.');
  } finally {
    await close(app, otherServers);
  }
}

/** Stops within its limit, whatever hangs: a handler, a statement that waits for a lock, a client that reads slowly. */
async function close(app: NestExpressApplication, otherServers: readonly SocketServer[]): Promise<void> {
  const requests = endRequests(app.getHttpServer(), otherServers, REQUESTS_LIMIT_MS);
  const ended = Promise.all([requests, app.close()]);
  if ((await withTimeout(CLOSE_LIMIT_MS, ended)) === TIMED_OUT)
    logger.warn('Not everything stopped in time. The process ends now.');
}

/** Probable errors of a production configuration, one line each. */
function logWarnings(configuration: ServiceConfiguration): void {
  for (const { variable, problem } of warningsOf(configuration)) logger.warn({ variable }, `${variable} ${problem}`);
}

function announceReady({ configuration, mailPageUrl }: EmbeddedServers<ServiceConfiguration>, format: LogFormat): void {
  const { publicUrl, processRole } = configuration;
  if (format === 'pretty') {
    flushLogs();
    process.stdout.write(startLines(configuration, mailPageUrl));
    return;
  }
  // Every local time comes from this copy of the time zone database; Postgres' own is not asked.
  const timezoneData = process.versions['tz'] ?? 'unknown';
  logger.info(
    processRole === 'worker'
      ? { role: processRole, timezoneData }
      : {
          role: processRole,
          timezoneData,
          url: publicUrl,
          docs: `${publicUrl}/docs`,
          ...(mailPageUrl ? { mails: mailPageUrl } : {}),
        },
    processRole === 'worker' ? 'The worker is ready.' : 'The service is ready.',
  );
  // Written at once: a program that waits for this line must not wait for the next block.
  flushLogs();
}

/** Errors that the operator can fix are printed as one sentence; internal errors are logged with their stack. */
function reportFailure(error: unknown): void {
  if (hasOneLineMessage(error)) process.stderr.write(`${error.message}\n`);
  else if (!(error instanceof Error && error.name === 'AbortError')) {
    logger.fatal({ err: error }, 'The start failed.');
  }
}

function hasOneLineMessage(error: unknown): error is Error {
  return (
    error instanceof ConfigurationError ||
    error instanceof EmbeddedServersError ||
    error instanceof DatabaseNotReadyError ||
    error instanceof PortError ||
    (error instanceof Error && error.name === 'RedisNotReadyError')
  );
}

try {
  await main();
} catch (error) {
  reportFailure(toNotReady(error));
  process.exitCode = 1;
}
flushLogs();
// An open handle may still keep the process from ending.
process.exit();
