import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort, launch } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { endedStart, expectOneLine } from './support/ended-start.js';
import { refusingPostgres, StandIn } from './support/stand-ins.js';

let world: World;
const standIns: StandIn[] = [];
const children: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'permanent-failures-'));
beforeAll(async () => {
  world = await World.startOwnProcess();
});
afterAll(async () => {
  for (const standIn of standIns) standIn.stop();
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
});

async function keep(starting: Promise<StandIn>): Promise<StandIn> {
  const standIn = await starting;
  standIns.push(standIn);
  return standIn;
}

/** The database's address with something else in it. */
function changed(change: (url: URL) => void, variable = 'DATABASE_URL'): Record<string, string> {
  const url = new URL(world.environment[variable] ?? '');
  change(url);
  return { [variable]: url.href };
}

/** The start ends with one line, and before a second attempt could have been made. */
async function expectRefusal(environment: Record<string, string>, line: RegExp): Promise<void> {
  const ended = await endedStart({ ...world.environment, ...environment });
  expectOneLine(ended, line);
  expect(ended.stdout).not.toMatch(/Unable to connect|Retrying/);
}

describe('a database that trying again does not change ends the start at once, with one line', () => {
  it('a pooler that does not know statement_timeout', async () => {
    const pooler = await keep(refusingPostgres('08P01', 'unsupported startup parameter: statement_timeout'));
    await expectRefusal(
      changed((url) => (url.port = String(pooler.port))),
      /^DATABASE_POOLER: .* DATABASE_POOLER=transaction/,
    );
    expect(pooler.connections).toBe(1);
  });

  it.each<[string, (url: URL) => void, RegExp]>([
    ['a wrong password', (url) => (url.password = 'never-to-be-told'), /^DATABASE_URL: .*role or its password/],
    ['a role that is missing', (url) => (url.username = 'no_such_role'), /^DATABASE_URL: .*\(28(P01|000)\)/],
    [
      'a database that is missing',
      (url) => (url.pathname = '/no_such_database'),
      /^DATABASE_URL: .*the database does not exist/,
    ],
    [
      'a server without TLS',
      (url) => {
        url.searchParams.set('sslmode', 'verify-full');
      },
      /^DATABASE_URL: .*offers no TLS/,
    ],
  ])('%s', async (_what, change, line) => {
    await expectRefusal(changed(change), line);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'TLS that is required',
      '28000',
      'no pg_hba.conf entry for host "x", user "y", database "z", no encryption',
      /without TLS/,
    ],
    [
      'a host that is not let in',
      '28000',
      'no pg_hba.conf entry for host "x", user "y", database "z", SSL encryption',
      /refuses the role/,
    ],
    ['a right that is lacking', '42501', 'permission denied for database "z"', /grant it CONNECT/],
  ])('%s', async (_what, code, message, line) => {
    const server = await keep(refusingPostgres(code, message));
    await expectRefusal(
      changed((url) => (url.port = String(server.port))),
      line,
    );
    expect(server.connections).toBe(1);
  });

  it.each<[string, string | null]>([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'],
    ['a server that hangs up', null],
  ])('%s', async (_what, answer) => {
    const server = await keep(
      StandIn.start((socket) => {
        socket.once('data', () => socket.end(answer ?? ''));
      }),
    );
    await expectRefusal(
      changed((url) => (url.port = String(server.port))),
      /^DATABASE_URL: the server at this address is not Postgres/,
    );
  });

  it('a Redis', async () => {
    const { port } = new URL(world.environment['REDIS_URL'] ?? '');
    await expectRefusal(
      changed((url) => (url.port = port)),
      /^DATABASE_URL: the server at this address is not Postgres/,
    );
  });

  it('the same for the migration, which names its own variable', async () => {
    const wrong = changed((url) => (url.password = 'never-to-be-told'));
    const { DATABASE_URL = '' } = wrong;
    const environment = { DATABASE_URL, DATABASE_MIGRATION_URL: DATABASE_URL };
    expectOneLine(await endedStart(environment, 'dist/migrate.js'), /^DATABASE_MIGRATION_URL: .*role or its password/);
  });
});

describe('a database that may come up by itself', () => {
  it('is waited for', async () => {
    const starting = await keep(refusingPostgres('57P03', 'the database system is starting up'));
    const service = await launch({ ...world.environment, ...changed((url) => (url.port = String(starting.port))) });
    try {
      await waitFor('the second attempt', () => starting.connections >= 3);
      expect(service.process.exitCode).toBeNull();
    } finally {
      await service.kill();
    }
  });
});

describe('a Redis that trying again does not change ends the start at once, with one line', () => {
  async function redisWith(...settings: string[]): Promise<number> {
    const port = await freePort();
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings];
    children.push(spawn(process.env['TEST_REDIS_SERVER'] ?? 'redis-server', args, { stdio: 'ignore' }));
    const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50, enableReadyCheck: false });
    client.on('error', () => undefined);
    await waitFor('Redis', () => client.status === 'ready');
    client.disconnect();
    return port;
  }

  it.each<[string, (url: URL) => void, RegExp]>([
    ['a password that is missing', (url) => (url.password = ''), /^REDIS_URL: it requires a password/],
    [
      'a wrong password',
      (url) => (url.password = 'never-to-be-told'),
      /^REDIS_URL: it refuses the user or the password/,
    ],
    [
      'a database that it does not have',
      (url) => (url.pathname = '/999'),
      /^REDIS_URL: it has no database of this number/,
    ],
  ])('%s', async (_what, change, line) => {
    await expectRefusal(changed(change, 'REDIS_URL'), line);
  });

  it('a password where it has none', async () => {
    const port = await redisWith();
    await expectRefusal(
      { REDIS_URL: `redis://someone:never-to-be-told@127.0.0.1:${port}` },
      /^REDIS_URL: it (has no password|refuses the user)/,
    );
  });

  it('a cluster that is addressed as one server', async () => {
    const port = await redisWith('--cluster-enabled', 'yes', '--cluster-config-file', `nodes-${process.pid}.conf`);
    await expectRefusal({ REDIS_URL: `redis://127.0.0.1:${port}` }, /^REDIS_URL: it is a node of a Redis Cluster/);
  });

  it('no cluster that is addressed as one', async () => {
    const port = await redisWith();
    await expectRefusal(
      { REDIS_URL: `redis://127.0.0.1:${port},127.0.0.1:${port}` },
      /^REDIS_URL: its nodes are not a Redis Cluster/,
    );
  });

  it('TLS where there is none', async () => {
    const port = await redisWith();
    await expectRefusal({ REDIS_URL: `rediss://127.0.0.1:${port}` }, /^REDIS_URL: it offers no TLS/);
  });

  it('a web server', async () => {
    const server = await keep(
      StandIn.start((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      }),
    );
    await expectRefusal(
      { REDIS_URL: `redis://127.0.0.1:${server.port}` },
      /^REDIS_URL: the server at this address is not Redis/,
    );
  });
});

describe('a Redis that is away', () => {
  it('keeps no start', async () => {
    const service = await world.startAnotherProcess({ REDIS_URL: 'redis://127.0.0.1:9' });
    expect((await (await fetch(`${service.url}/health/ready`)).json()) as object).toMatchObject({ redis: 'down' });
    await service.stop();
  });
});
