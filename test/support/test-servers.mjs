import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { writeApiDocument } from './api-document.mjs';
import { startServiceHosts } from './service-hosts.mjs';

const PREFIX = 'organization-tests-';

/** A folder this young may belong to a run that has not yet locked it. */
const YOUNG_MS = 60_000;

let stopping = async () => {};

/** Starts the servers that all tests of a run share, in a folder of their own, as the service itself would start them. */
export async function startTestServers() {
  const embedded = await loadEmbedded();
  const parent = tmpdir();
  await removeLeftovers(embedded, parent);
  const dataDir = mkdtempSync(join(parent, PREFIX));
  // Started by root, Postgres runs as another user, who has to pass through.
  if (process.getuid() === 0) chmodSync(dataDir, 0o711);
  embedded.makeDataFolder(dataDir);
  const unlock = await embedded.lockDataFolder(dataDir);
  const credentials = embedded.loadCredentials(dataDir);
  const ports = new embedded.PortRegistry(dataDir, []);
  const starts = [
    // Nothing here has to outlive a crash of the machine.
    embedded.startPostgres({
      dataDir,
      ports,
      administratorPassword: credentials.databaseAdministrator,
      durable: false,
    }),
    embedded.startRedis({ dataDir, ports, password: credentials.redis }),
  ];
  const settled = Promise.allSettled(starts);
  stopping = async () => {
    const outcomes = await settled;
    await Promise.all(outcomes.map(({ value }) => value?.stop()));
    const clusterFolder = outcomes[0].value?.clusterFolder;
    if (clusterFolder) rmSync(clusterFolder, { recursive: true, force: true });
    unlock();
    // Services of a broken-off run write to their folders in it until they have ended.
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    embedded.flushLogs();
  };
  try {
    const [postgres, redis] = await Promise.all(starts);
    const redisBinary = await embedded.findRedisBinary(dataDir);
    embedded.flushLogs();
    // What each migration says is of no use here.
    embedded.logger.level = 'warn';
    const migrator = await startMigrator(embedded.migrate, embedded.DATABASE_SCHEMA);
    const { templateUrl, applicationUrl } = await makeTemplate(postgres, embedded.migrate, embedded.DATABASE_SCHEMA);
    await writeApiDocument({ folder: dataDir, databaseUrl: applicationUrl, redisUrl: redis.url });
    const serviceHosts = await startServiceHosts(dataDir);
    const stopServers = stopping;
    stopping = async () => {
      migrator.close();
      await serviceHosts.stop();
      await stopServers();
    };
    return {
      migratorUrl: migrator.url,
      serviceHostsUrl: serviceHosts.url,
      templateUrl,
      templateApplicationUrl: applicationUrl,
      folder: dataDir,
      databaseAdministratorUrl: postgres.administratorUrl('postgres'),
      redisUrl: redis.url,
      redisBinary,
    };
  } catch (error) {
    await stopTestServers();
    throw error;
  }
}

/**
 * Migrates the databases of test files with the built migration, as `npm run migrate` does, but without loading it again a
 * hundred times: that alone was half a minute of a run.
 */
async function startMigrator(migrate, schema) {
  const server = createServer((request, response) => {
    text(request)
      .then(async (body) => {
        const { ownerUrl, applicationRole } = JSON.parse(body);
        await migrate(ownerUrl, applicationRole, schema);
        response.end();
      })
      .catch((error) => response.writeHead(500).end(error.stack));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A run that was broken off must not wait for it.
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/**
 * A migrated database of which most test files get a copy: to run all migrations for each was nearly a minute of a run.
 *
 * @returns its address, by its owner, to whom the copies belong as well, and by its application's role, which has its rights in
 *   the copies
 */
async function makeTemplate(postgres, migrate, schema) {
  const [name, owner, password] = ['migrated', 'migrated_owner', randomBytes(12).toString('hex')];
  const client = new pg.Client({ connectionString: postgres.administratorUrl('postgres') });
  await client.connect();
  await client.query(`create role ${owner} login password '${password}'`);
  await client.query(`create role ${name}_app login password '${password}'`);
  await client.query(`create database ${name} owner ${owner}`);
  await client.end();
  const url = new URL(postgres.administratorUrl(name));
  Object.assign(url, { username: owner, password });
  await migrate(url.href, `${name}_app`, schema);
  const application = new URL(url);
  application.username = `${name}_app`;
  return { templateUrl: url.href, applicationUrl: application.href };
}

/** Stops and removes everything; harmless when called again. */
export async function stopTestServers() {
  const stop = stopping;
  stopping = async () => {};
  // A failed test may leave a connection open that no one listens to; its end is not a reason to break off ours.
  process.on('uncaughtException', ignoreEndedConnection);
  await stop();
}

function ignoreEndedConnection(error) {
  const codes = ['57P01', 'ECONNRESET', 'EPIPE', 'ERR_UNHANDLED_ERROR'];
  if (codes.includes(error?.code) || /Connection (terminated|is closed)/.test(error?.message)) return;
  console.error(error);
  process.exitCode = 1;
}

/** What runs left behind that were killed before they could stop their servers. */
async function removeLeftovers(embedded, parent) {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(parent, name);
    try {
      const stat = statSync(dataDir);
      if (stat.uid !== process.getuid() || Date.now() - stat.mtimeMs < YOUNG_MS) continue;
      await embedded.lockDataFolder(dataDir);
      await Promise.all([embedded.stopOrphanedPostgres(dataDir), embedded.stopOrphanedRedis(dataDir)]);
      rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // Its run goes on, or another run is removing it.
    }
  }
}

async function loadEmbedded() {
  const dist = new URL('../../dist/', import.meta.url);
  if (!existsSync(new URL('dev/index.js', dist))) {
    throw new Error('The tests need the built service: run them with "npm test", or run "npm run build" before');
  }
  const names = ['postgres', 'redis', 'redis-binary', 'data-folder', 'data-folder-lock', 'ports'];
  const modules = await Promise.all([
    ...names.map((name) => import(new URL(`dev/${name}.js`, dist).href)),
    import(new URL('platform/logging/logger.js', dist).href),
    import(new URL('platform/database/migrate.js', dist).href),
    import(new URL('entities.js', dist).href),
  ]);
  return Object.assign({}, ...modules);
}
