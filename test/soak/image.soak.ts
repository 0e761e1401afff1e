import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { png } from '../settings/support/pictures.js';
import { getLogo, upload } from '../settings/support/uploads.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { World } from '../support/world.js';
import { makeImage, type Image } from './support/image.js';

const run = promisify(execFile);

const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  optionalDependencies: Record<string, string>;
};
const OPTIONAL = Object.keys(optionalDependencies);

let image: Image;
let database: TestDatabase;
let world: World | null = null;
beforeAll(async () => {
  [image, database] = await Promise.all([makeImage(), createDatabase()]);
}, 300_000);
afterAll(async () => {
  if (world) await world.stop();
  else await database.drop();
  image.remove();
}, 60_000);

describe('what the Dockerfile puts together', () => {
  it('is the built service with the packages of production, and no source or test', () => {
    expect(readdirSync(image.folder).sort()).toEqual(['.data', 'dist', 'node_modules', 'package.json']);
    expect(image.command).toEqual(['node', 'dist/main.js']);
    const modules = readdirSync(join(image.folder, 'node_modules'));
    expect(modules).toEqual(expect.not.arrayContaining(['jest', 'typescript', 'vite', 'playwright-core']));
    // What only trials need; the binaries of other packages are there.
    expect(modules.filter((name) => OPTIONAL.includes(name))).toEqual([]);
    expect(readdirSync(join(image.folder, 'node_modules', '@img')).join()).toContain('sharp-');
  });

  it('says without a database which variables have to be set', async () => {
    const start = run(process.execPath, image.command.slice(1), {
      cwd: image.folder,
      env: { PATH: process.env['PATH'] },
    });
    await expect(start).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^DATABASE_URL: .*; set DATABASE_URL, REDIS_URL and SMTP_URL\n$/) as string,
    });
  });

  it('migrates by the command of docker-compose.yml', async () => {
    await run(process.execPath, ['dist/migrate.js'], {
      cwd: image.folder,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.applicationUrl,
        DATABASE_MIGRATION_URL: database.ownerUrl,
      },
    });
    const { rows } = await database.admin.query<{ count: number }>('select count(*)::int from schema_migration');
    expect(rows[0]?.count).toBeGreaterThan(10);
  });

  it('serves the console, the documentation, emails, pictures and printed reports', async () => {
    world = await World.startOn(database, {}, image.folder);
    for (const path of ['//health/ready', '//', '//docs', '//openapi.json']) {
      const { status } = await world.anonymous.get(path, { headers: { accept: 'text/html' } });
      expect([path, status]).toEqual([path, 200]);
    }
    const organization = await world.organization('pro');
    const { owner, path } = organization;
    const member = await world.member(organization, 'admin');
    const logo = await upload(member, path, await png());
    expect((await getLogo(world.service.url, logo.body.logoUrl as string)).status).toBe(200);
    const report = await owner.get(`${path}/analytics/report.pdf?period=2026-10`);
    expect([report.status, report.text.startsWith('%PDF-')]).toEqual([200, true]);
  }, 120_000);

  it('rotates the secret by the command of the documentation', async () => {
    const { stdout } = await run(process.execPath, ['dist/rotate-secret.js'], {
      cwd: image.folder,
      env: { ...world?.environment, PATH: process.env['PATH'] },
    });
    expect(stdout).toContain('"sealedAnew":0');
  });

  it('writes nowhere but into the folder that is its own', () => {
    expect(readdirSync(image.folder).sort()).toEqual(['.data', 'dist', 'node_modules', 'package.json']);
    expect(readdirSync(join(image.folder, '.data'))).toEqual(['files']);
  });
});

describe('.dockerignore', () => {
  it('lets through all that the build is made of', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    const needed = ['package.json', 'package-lock.json', 'src', 'web', 'scripts', 'tsconfig.json', 'nest-cli.json'];
    expect(needed.filter((name) => ignored.includes(name))).toEqual([]);
    // Nor what would be wrong in an image: secrets, other builds, other packages.
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.data', 'dist', 'node_modules', '.git']));
  });
});
