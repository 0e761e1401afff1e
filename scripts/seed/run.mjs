// `npm run seed`: fills the database of DATABASE_MIGRATION_URL, or the embedded one, with sample data of a chosen size.
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import pg from 'pg';
import { loadConfiguration } from '../../dist/platform/config/load-configuration.js';
import { loadMigrationTarget } from '../../dist/platform/config/load-migration-target.js';
import { migrate, roleOf } from '../../dist/platform/database/migrate.js';
import { startEmbeddedServers } from '../../dist/platform/embedded/index.js';
import { flushLogs, logger } from '../../dist/platform/logging/logger.js';
import { ownerAddress, startSeeding } from './dataset.mjs';

const USAGE = 'npm run seed -- [--organizations=1] [--members=50] [--leads=1000000]   (members and leads of each)';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stopping.abort());

try {
  await main(sizeFrom(process.argv.slice(2)));
} catch (error) {
  if (!stopping.signal.aborted) console.error(error.message);
  process.exitCode = stopping.signal.aborted ? 130 : 1;
}
flushLogs();
process.exit();

async function main(size) {
  if (process.env.NODE_ENV === 'production') throw new Error('NODE_ENV: sample data is not for production.');
  logger.level = 'warn';
  const database = await openDatabase();
  try {
    await fill(database.url, size);
  } finally {
    await database.stop();
  }
}

function sizeFrom(args) {
  const names = { organizations: 1, members: 50, leads: 1_000_000 };
  const options = Object.fromEntries(Object.keys(names).map((name) => [name, { type: 'string' }]));
  let given;
  try {
    given = parseArgs({ args, options }).values;
  } catch (error) {
    throw new Error(`${error.message}\n${USAGE}`, { cause: error });
  }
  return Object.fromEntries(
    Object.entries(names).map(([name, usual]) => {
      const value = given[name] ?? String(usual);
      const least = name === 'leads' ? 0 : 1;
      if (!/^\d{1,8}$/.test(value) || Number(value) < least) {
        throw new Error(`--${name}: use a whole number from ${least}.\n${USAGE}`);
      }
      return [name, Number(value)];
    }),
  );
}

/** The tables' owner may fill them; the application's role sees one organization at a time and owns nothing. */
async function openDatabase() {
  const target = loadMigrationTarget(process.env);
  if (target) return { url: target.migrationUrl, stop: () => Promise.resolve() };
  const embedded = await startEmbeddedServers(loadConfiguration(process.env, process.cwd()), stopping.signal);
  try {
    await migrate(embedded.databaseOwnerUrl, roleOf(embedded.configuration.database.url));
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { url: embedded.databaseOwnerUrl, stop: () => embedded.stop() };
}

async function fill(url, { organizations, members, leads }) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  // Committed steps stay; the current one is rolled back.
  stopping.signal.addEventListener('abort', () => void client.end());
  try {
    await refuseOldSchema(client);
    const sample = await startSeeding(client);
    const ids = await withBar('organizations', organizations, (tell) =>
      sample.organizations({ count: organizations, members }, tell),
    );
    await withBar('leads', organizations * leads, async (tell) => {
      for (const id of ids) await sample.records(id, leads, tell);
    });
    console.log('Gathering statistics for the planner');
    await sample.settle();
    console.log(`Filled. The owner of the first organization, ${ids[0]}, signs in as ${ownerAddress(ids[0])}.`);
  } finally {
    await client.end();
  }
}

async function refuseOldSchema(client) {
  const { rows } = await client.query(
    `select to_regclass('due_work') is null or to_regclass('lead') is null as is_old`,
  );
  if (rows[0].is_old) throw new Error('The database does not have all tables yet: run npm run migrate first.');
}

async function withBar(things, total, work) {
  const format = `{bar} {percentage} % | {value} of {total} ${things} | {duration_formatted}, {eta_formatted} left`;
  const bar = new SingleBar({ format, barsize: 30, hideCursor: true, noTTYOutput: true, notTTYSchedule: 5_000 });
  bar.start(total, 0);
  try {
    return await work((more) => bar.increment(more));
  } finally {
    bar.stop();
  }
}
