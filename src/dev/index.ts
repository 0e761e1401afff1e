import { join } from 'node:path';
import { Configuration, RunningConfiguration } from '../platform/config/configuration.js';
import { logger } from '../platform/logging/logger.js';
import { codeOf, Credentials, loadApplicationSecret, loadCredentials, makeDataFolder } from './data-folder.js';
import { lockDataFolder } from './data-folder-lock.js';
import { EmbeddedServersError } from './embedded-servers-error.js';
import type { MailCatcher } from './mail-catcher.js';
import { isInstalled, requirePackages } from './packages.js';
import { PortRegistry } from './ports.js';
import { startPostgres } from './postgres.js';
import { DatabaseUrls, ensureRoles } from './postgres-roles.js';
import { startRedis } from './redis.js';

export { EmbeddedServersError } from './embedded-servers-error.js';
export { findRunningDatabase } from './running-database.js';

/** The embedded servers that run in place of those that are not configured, and the configuration with their addresses. */
export interface EmbeddedServers<Settings extends Configuration = Configuration> {
  readonly configuration: Settings & RunningConfiguration;
  /** Address of the embedded database for its owner, who migrates it; null with `DATABASE_URL` set. */
  readonly databaseOwnerUrl: string | null;
  /** Address of the page with the caught emails; null with `SMTP_URL` set. */
  readonly mailPageUrl: string | null;
  /** Stops everything that was started, within a few seconds. Calling it again has no effect. */
  stop(): Promise<void>;
}

interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Starts Postgres, Redis and a mail catcher, each unless the configuration has a real one.
 *
 * @param signal cancels the start: servers that were started by then are stopped
 * @throws EmbeddedServersError its message is one line that says what to do
 */
export async function startEmbeddedServers<Settings extends Configuration>(
  configuration: Settings,
  signal?: AbortSignal,
): Promise<EmbeddedServers<Settings>> {
  const { database, redisUrl, mail, secret, dataDir } = configuration;
  const isFullyConfigured =
    database.url !== null && redisUrl !== null && mail.smtpUrl !== null && secret.current !== null;
  if (isFullyConfigured) {
    return {
      configuration: configuration as Settings & RunningConfiguration,
      databaseOwnerUrl: null,
      mailPageUrl: null,
      stop: () => Promise.resolve(),
    };
  }
  await requirePackages(configuration);
  makeDataFolder(dataDir);
  const unlock = await lockDataFolder(dataDir);
  const started: Stoppable[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= stopAll(started).finally(unlock));
  const register = <Server extends Stoppable>(server: Server): Server => {
    started.push(server);
    return server;
  };
  try {
    const credentials = loadCredentials(dataDir);
    const ports = new PortRegistry(dataDir, [configuration.port]);
    const failed = new AbortController();
    const anySignal = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
    const none = Promise.resolve(null);
    const starts = [
      database.url === null ? startDatabase({ dataDir, ports, credentials, signal: anySignal }, register) : none,
      redisUrl === null
        ? startRedis({ dataDir, ports, password: credentials.redis, signal: anySignal }).then(register)
        : none,
      mail.smtpUrl === null ? startMails(dataDir, ports).then(register) : none,
    ] as const;
    for (const start of starts) {
      start.catch((error: unknown) => {
        failed.abort(error);
      });
    }
    // Waits for all of them, also after one has failed: only then all started servers are known and can be stopped.
    await Promise.allSettled(starts);
    failed.signal.throwIfAborted();
    const [databaseUrls, redis, catcher] = await Promise.all(starts);
    signal?.throwIfAborted();
    return {
      configuration: {
        ...configuration,
        secret: { ...secret, current: secret.current ?? loadApplicationSecret(dataDir) },
        database: { ...database, url: requireAddress(database.url ?? databaseUrls?.application) },
        redisUrl: requireAddress(redisUrl ?? redis?.url),
        mail: {
          ...mail,
          smtpUrl: requireAddress(mail.smtpUrl ?? catcher?.smtpUrl),
          ...(catcher ? { catcherUrl: catcher.pageUrl } : {}),
        },
      },
      databaseOwnerUrl: databaseUrls?.owner ?? null,
      mailPageUrl: catcher?.pageUrl ?? null,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface DatabaseStart {
  readonly dataDir: string;
  readonly ports: PortRegistry;
  readonly credentials: Credentials;
  readonly signal: AbortSignal | undefined;
}

async function startDatabase(start: DatabaseStart, register: (server: Stoppable) => void): Promise<DatabaseUrls> {
  const postgres = await startPostgres({
    dataDir: start.dataDir,
    ports: start.ports,
    administratorPassword: start.credentials.databaseAdministrator,
    durable: true,
    signal: start.signal,
  });
  // Recorded before anything else can fail, so that it is stopped in that case.
  register(postgres);
  return ensureRoles(postgres, start.credentials);
}

async function startMails(dataDir: string, ports: PortRegistry): Promise<MailCatcher> {
  // It parses emails of every kind, which takes a lot of code: where a mail server is configured, none of it is loaded.
  if (!(await isInstalled(() => import('smtp-server')))) {
    throw new EmbeddedServersError('SMTP_URL: the packages of the mail catcher are not installed here; set SMTP_URL');
  }
  const { startMailCatcher } = await import('./mail-catcher.js');
  for (let attempt = 1; ; attempt += 1) {
    const [smtpPort, pagePort] = [await ports.choose('smtp'), await ports.choose('mailPage')];
    try {
      const catcher = await startMailCatcher({ folder: join(dataDir, 'mails'), smtpPort, pagePort });
      logger.debug({ smtpPort, page: catcher.pageUrl }, 'embedded mail catcher: started; emails are read on its page');
      return catcher;
    } catch (error) {
      // Another process may have taken a port since it was found free.
      if (codeOf(error) === 'EADDRINUSE' && attempt < 3) continue;
      throw new EmbeddedServersError(`The mail catcher did not start (${codeOf(error)}); or set SMTP_URL`, {
        cause: error,
      });
    }
  }
}

async function stopAll(servers: readonly Stoppable[]): Promise<void> {
  if (servers.length > 0) logger.debug('embedded servers: stopping');
  await Promise.allSettled(servers.map((server) => server.stop()));
  if (servers.length > 0) logger.debug('embedded servers: stopped');
}

/** Narrows the type of an address that the lines above have set. */
function requireAddress(address: string | null | undefined): string {
  if (!address) throw new EmbeddedServersError('An embedded server has no address');
  return address;
}
