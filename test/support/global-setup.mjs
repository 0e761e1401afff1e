import { testPrograms } from '../../scripts/test-programs.mjs';
import { startTestServers, stopTestServers } from './test-servers.mjs';

/**
 * Starts one Postgres and one Redis for the whole run; tests find them by TEST_PG_ADMIN_URL and TEST_REDIS_URL.
 * CHROMIUM, PGBOUNCER and POSTGRES_15_BIN name the programs of the machine, or those that `npm test` and `npm run test:soak` brought.
 * TEST_SERVICE_HOSTS_URL starts services in processes that test files share (hosted-service.ts). TEST_MIGRATOR_URL migrates databases, TEST_TEMPLATE_URL and TEST_TEMPLATE_APPLICATION_URL are of one that is migrated already. TEST_REDIS_SERVER is the program for tests that need a Redis of their own; what lies in TEST_FOLDER is removed after
 * the run.
 */
export default async function globalSetup() {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => {
      void stopTestServers().finally(() => process.exit(code));
    });
  }
  Object.assign(process.env, testPrograms());
  const servers = await startTestServers();
  process.env.TEST_FOLDER = servers.folder;
  process.env.TEST_PG_ADMIN_URL = servers.databaseAdministratorUrl;
  process.env.TEST_REDIS_URL = servers.redisUrl;
  process.env.TEST_REDIS_SERVER = servers.redisBinary;
  process.env.TEST_MIGRATOR_URL = servers.migratorUrl;
  process.env.TEST_SERVICE_HOSTS_URL = servers.serviceHostsUrl;
  process.env.TEST_TEMPLATE_URL = servers.templateUrl;
  process.env.TEST_TEMPLATE_APPLICATION_URL = servers.templateApplicationUrl;
}
