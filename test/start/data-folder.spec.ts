import { mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { DataFolders, processesOf } from '../embedded/support/embedded-service.js';
import { freePort, startProcess } from '../support/service.js';
import { endedStart, expectOneLine } from './support/ended-start.js';

const folders = new DataFolders();
const dataDir = folders.named('broken');
const cluster = join(dataDir, 'postgres');

beforeAll(async () => {
  const service = await startProcess({ DATA_DIR: dataDir, PORT: String(await freePort()) });
  await service.stop();
}, 90_000);
afterAll(() => folders.remove());

/** The start is refused with this sentence, and leaves nothing running. */
async function expectRefused(folder: string, sentence: RegExp): Promise<void> {
  expectOneLine(await endedStart({ DATA_DIR: folder }), sentence);
  expect(processesOf(folder)).toEqual([]);
}

/** A folder in which this user may not make another one; root may everywhere but in the kernel's own. */
function closedFolder(): string {
  if (process.getuid?.() === 0) return '/sys/organization-data';
  const folder = folders.named('closed');
  mkdirSync(folder, { mode: 0o500 });
  return join(folder, 'data');
}

describe('a data folder that cannot be used is said in one sentence', () => {
  it('without the permission to write', async () => {
    await expectRefused(
      closedFolder(),
      /^DATA_DIR: \S+ cannot be written by this user \(E\w+\); name a folder of your own$/m,
    );
  });

  it('that is a file', async () => {
    const file = folders.named('file');
    writeFileSync(file, '');
    await expectRefused(file, /^DATA_DIR: \S+ is not a folder \(EEXIST\); name a folder of your own$/m);
  });

  it('with the database of a newer Postgres', async () => {
    const file = join(cluster, 'PG_VERSION');
    const version = readFileSync(file, 'utf8').trim();
    writeFileSync(file, '99\n');
    await expectRefused(
      dataDir,
      new RegExp(
        `^DATA_DIR: the database in \\S+ was made by Postgres 99, and this service starts Postgres ${version}; set another`,
      ),
    );
    writeFileSync(file, `${version}\n`);
  });

  it('with a damaged database', async () => {
    const file = join(cluster, 'global', 'pg_control');
    const kept = readFileSync(file);
    truncateSync(file, 100);
    await expectRefused(
      dataDir,
      /^DATA_DIR: the database in \S+ is damaged, .* restore the data folder from a backup, or /,
    );
    writeFileSync(file, kept);
  });

  it('with half of a database', async () => {
    const [file, aside] = [join(cluster, 'PG_VERSION'), join(dataDir, 'kept')];
    renameSync(file, aside);
    await expectRefused(dataDir, /^DATA_DIR: the database in \S+ is damaged, .*PG_VERSION is missing\)$/m);
    renameSync(aside, file);
  });

  it('with damaged passwords', async () => {
    const file = join(dataDir, 'credentials.json');
    const kept = readFileSync(file);
    writeFileSync(file, '{"databaseOwner":');
    await expectRefused(
      dataDir,
      /^DATA_DIR: \S+credentials\.json is damaged, .* restore the data folder from a backup, or /,
    );
    writeFileSync(file, kept);
  });
});

describe('ports of the embedded servers that other programs have taken', () => {
  const taken: Server[] = [];
  afterAll(() => {
    for (const server of taken) server.close();
  });

  it('are left to them: the service starts on others', async () => {
    const ports = (): Record<string, number> =>
      JSON.parse(readFileSync(join(dataDir, 'ports.json'), 'utf8')) as Record<string, number>;
    const before = ports();
    for (const port of Object.values(before)) {
      const server = createServer().listen(port, '127.0.0.1');
      taken.push(server);
      await once(server, 'listening');
    }
    const service = await startProcess({ DATA_DIR: dataDir, PORT: String(await freePort()) });
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    for (const [name, port] of Object.entries(ports())) expect([name, port]).not.toEqual([name, before[name]]);
    expect(await service.stop()).toBe(0);
  });
});
