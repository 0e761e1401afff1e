// `npm run seed`: fills the database of DATABASE_MIGRATION_URL, or the embedded one, with sample data of a chosen size. The service
// may run meanwhile.
import { SingleBar } from 'cli-progress';
import pg from 'pg';
import { loadConfiguration } from '../../dist/configuration/load-configuration.js';
import { DATABASE_SCHEMA } from '../../dist/entities.js';
import { loadMigrationTarget } from '../../dist/platform/config/load-migration-target.js';
import { migrate, roleOf } from '../../dist/platform/database/migrate.js';
import { findRunningDatabase, startEmbeddedServers } from '../../dist/dev/index.js';
import { flushLogs, logger } from '../../dist/platform/logging/logger.js';
import { ownerAddress, startSeeding } from './dataset.mjs';
import { sizeFrom, USAGE } from './size.mjs';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stopping.abort());

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!stopping.signal.aborted) console.error(error.message);
  process.exitCode = stopping.signal.aborted ? 130 : 1;
}
flushLogs();
process.exit();

async function main(args) {
  const size = sizeFrom(args);
  if (size === null) {
    console.log(USAGE);
    return;
  }
  if (process.env.NODE_ENV === 'production') throw new Error('NODE_ENV: sample data is not for production.');
  logger.level = 'warn';
  const database = await openDatabase();
  try {
    await fill(database.url, size);
  } finally {
    await database.stop();
  }
}

/** The tables' owner may fill them; the application's role sees one organization at a time and owns nothing. */
async function openDatabase() {
  const target = loadMigrationTarget(process.env);
  if (target) return { url: target.migrationUrl, stop: () => Promise.resolve() };
  const configuration = loadConfiguration(process.env, process.cwd());
  const running = findRunningDatabase(configuration.dataDir);
  if (running !== null) return { url: running, stop: () => Promise.resolve() };
  const embedded = await startEmbeddedServers(configuration, stopping.signal);
  try {
    await migrate(embedded.databaseOwnerUrl, roleOf(embedded.configuration.database.url), DATABASE_SCHEMA);
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
    const firstNumber = await sample.nextNumber();
    const ids = await withProgress('organizations', organizations, (tell) =>
      sample.organizations({ count: organizations, members, firstNumber }, tell),
    );
    await withProgress('leads', organizations * leads, async (tell) => {
      for (const id of ids) await sample.records(id, leads, tell);
    });
    console.log('Gathering statistics for the planner');
    await sample.settle();
    console.log(
      `Filled. Sign in as ${ownerAddress(firstNumber)}, the owner of the first new organization (${ids[0]}).`,
    );
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

/** A bar on a terminal; elsewhere one line when the things are there. */
async function withProgress(things, total, work) {
  if (!process.stdout.isTTY) {
    const answer = await work(() => undefined);
    console.log(`${total} ${things}`);
    return answer;
  }
  const format = `{bar} {percentage} % | {value} of {total} ${things} | {duration_formatted}, {eta_formatted} left`;
  const bar = new SingleBar({ format, barsize: 30, hideCursor: true, stream: process.stdout });
  bar.start(total, 0);
  try {
    return await work((more) => bar.increment(more));
  } finally {
    bar.stop();
  }
}
