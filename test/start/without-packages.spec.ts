import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { endedStart, expectOneLine } from './support/ended-start.js';

const PRELOAD = join(process.cwd(), 'test', 'start', 'support', 'without-packages.mjs');
const dataDir = join(process.env['TEST_FOLDER'] ?? '', 'data-without-packages');
const start = (environment: Record<string, string>, script?: 'dist/migrate.js') =>
  endedStart({ NODE_OPTIONS: `--import ${PRELOAD}`, DATA_DIR: dataDir, ...environment }, script);

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

describe('a start without the packages of the embedded servers', () => {
  it('says in one sentence which variables have to be set', async () => {
    expectOneLine(
      await start({}),
      /^DATABASE_URL: the packages of the embedded servers are not installed here; set DATABASE_URL, REDIS_URL and SMTP_URL\n$/,
    );
    expectOneLine(await start({ SMTP_URL: 'smtp://127.0.0.1:9' }), /; set DATABASE_URL and REDIS_URL\n$/);
    expectOneLine(
      await start({ SMTP_URL: 'smtp://127.0.0.1:9', REDIS_URL: 'redis://127.0.0.1:9' }, 'dist/migrate.js'),
      /; set DATABASE_URL\n$/,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  it('says so of the mail catcher alone', async () => {
    const environment = {
      DATABASE_URL: database.applicationUrl,
      REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
      APP_SECRET: 'a secret of the tests, long enough to be one',
    };
    expectOneLine(await start(environment), /^SMTP_URL: the packages of the mail catcher are not installed here; set/);
  });
});
