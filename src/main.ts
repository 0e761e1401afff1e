import { EmbeddedServersError, startEmbeddedServers, type EmbeddedServers } from './platform/embedded/index.js';
import { createApplication } from './application.js';
import { ConfigurationError } from './platform/config/configuration-error.js';
import { loadConfiguration } from './platform/config/load-configuration.js';
import { DatabaseNotReadyError } from './platform/database/start-checks.js';
import { migrate, roleOf } from './platform/database/migrate.js';
import { flushLogs, logger } from './platform/logging/logger.js';

/** Reads the configuration, starts what nobody named, and then the roles that this process was asked for. */
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
  const embedded = await startEmbeddedServers(loadConfiguration(process.env, process.cwd()), stopping.signal);
  try {
    await serve(embedded, stopping.signal, stopped);
  } finally {
    await embedded.stop();
  }
}

async function serve(embedded: EmbeddedServers, stopping: AbortSignal, stopped: Promise<void>): Promise<void> {
  const { configuration, databaseOwnerUrl } = embedded;
  if (databaseOwnerUrl) await migrate(databaseOwnerUrl, roleOf(configuration.database.url));
  stopping.throwIfAborted();
  const app = await createApplication(configuration);
  try {
    if (configuration.processRole !== 'worker') await app.listen(configuration.port);
    tellWhereToGo(embedded);
    await stopped;
    logger.info('Stopping.');
  } finally {
    await app.close();
  }
}

function tellWhereToGo({ configuration, mailPageUrl }: EmbeddedServers): void {
  const { publicUrl, processRole } = configuration;
  logger.info(
    processRole === 'worker'
      ? { role: processRole }
      : { role: processRole, url: publicUrl, docs: `${publicUrl}/docs`, ...(mailPageUrl ? { mails: mailPageUrl } : {}) },
    processRole === 'worker' ? 'The worker is at work.' : 'The service is ready.',
  );
}

/** Mistakes of whoever starts us are told in one line; anything else is ours and comes with its stack. */
function tellFailure(error: unknown): void {
  const isTheirs =
    error instanceof ConfigurationError || error instanceof EmbeddedServersError || error instanceof DatabaseNotReadyError;
  if (isTheirs) process.stderr.write(`${error.message}\n`);
  else if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    process.stderr.write('PORT: somebody else listens there already; stop them or choose another port.\n');
  } else if (!(error instanceof Error && error.name === 'AbortError')) logger.fatal({ err: error }, 'The start failed.');
}

try {
  await main();
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
flushLogs();
