// Starts Postgres as the service itself would, on a data folder of its own, and leaves it running:
// `node postgres.mjs <data folder>` prints one line of JSON. Told again, it starts what was stopped, at the same address.
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = new URL('../../../dist/', import.meta.url);
const load = (path) => import(new URL(path, dist).href);
const [{ startPostgres }, { loadCredentials, makeDataFolder }, { PortRegistry }, { flushLogs, logger }] =
  await Promise.all(['dev/postgres.js', 'dev/data-folder.js', 'dev/ports.js', 'platform/logging/logger.js'].map(load));
logger.level = 'warn';

const dataDir = process.argv[2];
mkdirSync(dataDir, { recursive: true });
// Started by root, Postgres runs as another user, who has to pass through.
chmodSync(dataDir, 0o711);
makeDataFolder(dataDir);
const { databaseAdministrator: administratorPassword } = loadCredentials(dataDir);
// Durable: an immediate stop must not lose what was committed, or the test would blame the service for it.
const postgres = await startPostgres({
  dataDir,
  ports: new PortRegistry(dataDir, []),
  administratorPassword,
  durable: true,
});
const pid = Number(readFileSync(join(postgres.clusterFolder, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
flushLogs();
console.log(JSON.stringify({ pid, url: postgres.administratorUrl('postgres'), folder: postgres.clusterFolder }));
process.exit();
