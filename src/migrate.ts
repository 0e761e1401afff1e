import { startEmbeddedServers } from './dev/index.js';
import { loadConfiguration } from './configuration/load-configuration.js';
import { DATABASE_SCHEMA } from './entities.js';
import { loadMigrationTarget } from './platform/config/load-migration-target.js';
import { checkConnection } from './platform/database/connection-check.js';
import { migrate, roleOf } from './platform/database/migrate.js';
import { toNotReady } from './platform/database/start-checks.js';
import { flushLogs, logger } from './platform/logging/logger.js';

/** `npm run migrate`: brings the database of `DATABASE_MIGRATION_URL`, or the embedded one, up to date. */
async function main(): Promise<void> {
  const target = loadMigrationTarget(process.env);
  if (target) {
    await checkConnection({ url: target.migrationUrl, statementTimeout: null }, 'DATABASE_MIGRATION_URL');
    await migrate(target.migrationUrl, roleOf(target.applicationUrl), DATABASE_SCHEMA, target).catch(
      (error: unknown) => {
        throw toNotReady(error, 'DATABASE_MIGRATION_URL');
      },
    );
    return;
  }
  const embedded = await startEmbeddedServers(loadConfiguration(process.env, process.cwd()));
  try {
    if (embedded.databaseOwnerUrl) {
      await migrate(embedded.databaseOwnerUrl, roleOf(embedded.configuration.database.url), DATABASE_SCHEMA);
    }
  } finally {
    await embedded.stop();
  }
}

try {
  await main();
  logger.info('The database is up to date.');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The migration failed.'}\n`);
  process.exitCode = 1;
}
flushLogs();
