import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Addresses, ask, DataFolders, EmbeddedService, processesOf } from './support/embedded-service.js';

const folders = new DataFolders();

afterAll(() => folders.remove());

async function withRedis<Result>(url: string, use: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(url, { retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

function portsOf(addresses: Addresses): string[] {
  const urls = [addresses.databaseUrl, addresses.redisUrl, addresses.smtpUrl, addresses.mailPageUrl ?? ''];
  return urls.map((url) => new URL(url).port);
}

describe('the embedded servers', () => {
  it('keep their data, passwords, secret and ports over a restart', async () => {
    const dataDir = folders.named('restart');
    const first = EmbeddedService.launch(dataDir);
    const before = await first.addresses();
    await ask(before.databaseOwnerUrl, 'CREATE TABLE kept (id integer)');
    await ask(before.databaseOwnerUrl, 'INSERT INTO kept VALUES (7)');
    await withRedis(before.redisUrl, (redis) => redis.set('kept', '7'));
    await first.end();

    const second = EmbeddedService.launch(dataDir);
    const after = await second.addresses();
    expect(after).toEqual(before);
    expect(await ask(after.databaseOwnerUrl, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
    expect(await withRedis(after.redisUrl, (redis) => redis.get('kept'))).toBe('7');
    await second.end();
  });

  it('have two plain roles, durable storage and a password on everything', async () => {
    const dataDir = folders.named('settings');
    const service = EmbeddedService.launch(dataDir);
    const { databaseUrl, databaseOwnerUrl, redisUrl } = await service.addresses();
    const roles = `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles
                   WHERE rolname LIKE 'organization%' ORDER BY rolname`;
    const plain = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(await ask(databaseUrl, roles)).toEqual([
      { rolname: 'organization_app', ...plain },
      { rolname: 'organization_owner', ...plain },
    ]);
    expect(await ask(databaseOwnerUrl, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await ask(databaseOwnerUrl, 'SHOW max_connections')).toEqual([{ max_connections: '200' }]);
    await expect(ask(databaseUrl, 'CREATE TABLE mine (id integer)')).rejects.toThrow('permission denied');

    const settings = await withRedis(redisUrl, (redis) => redis.config('GET', 'append*', 'maxmemory-policy'));
    expect(settings).toEqual(expect.arrayContaining(['appendonly', 'yes', 'everysec', 'noeviction']));
    const withoutPassword = `redis://127.0.0.1:${new URL(redisUrl).port}`;
    await expect(withRedis(withoutPassword, (redis) => redis.get('x'))).rejects.toThrow('NOAUTH');

    for (const file of ['app-secret', 'credentials.json', 'redis.conf']) {
      expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(dataDir).mode & 0o066).toBe(0);
    await service.end();
  });

  it('of two data folders never meet', async () => {
    const [one, other] = [EmbeddedService.launch(folders.named('one')), EmbeddedService.launch(folders.named('other'))];
    const [here, there] = await Promise.all([one.addresses(), other.addresses()]);
    expect(new Set([...portsOf(here), ...portsOf(there)]).size).toBe(8);
    const misdirected = new URL(here.databaseUrl);
    misdirected.port = new URL(there.databaseUrl).port;
    await expect(ask(misdirected.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await one.end();
    expect(await ask(there.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await other.end();
  });

  it('have all ended within ten seconds after SIGTERM, also with connections open', async () => {
    const dataDir = folders.named('ends');
    const service = EmbeddedService.launch(dataDir);
    const { databaseUrl } = await service.addresses();
    const hanging = ask(databaseUrl, 'SELECT pg_sleep(60)').catch((error: unknown) => error);
    const began = Date.now();
    expect(await service.end('SIGTERM')).toEqual({ code: 0, complaint: '' });
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(processesOf(dataDir)).toEqual([]);
    expect(existsSync(join(dataDir, 'service.lock'))).toBe(false);
    await hanging;
  });

  it('are stopped again when SIGTERM comes while they start', async () => {
    const dataDir = folders.named('broken-off');
    const service = EmbeddedService.launch(dataDir);
    while (processesOf(dataDir).length < 2) await new Promise(setImmediate);
    expect((await service.end('SIGTERM')).complaint).not.toContain(' at ');
    expect(processesOf(dataDir)).toEqual([]);

    const again = EmbeddedService.launch(dataDir);
    expect(await ask((await again.addresses()).databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.end();
  });
});

describe('servers that a killed service left running', () => {
  it('are adopted by the next start, and stopped with it', async () => {
    const dataDir = folders.named('killed');
    const killed = EmbeddedService.launch(dataDir);
    const before = await killed.addresses();
    await killed.end('SIGKILL');
    const left = processesOf(dataDir);
    expect(left.length).toBeGreaterThanOrEqual(2);

    const next = EmbeddedService.launch(dataDir);
    const after = await next.addresses();
    expect(after).toEqual(before);
    expect(processesOf(dataDir)).toEqual(expect.arrayContaining(left));
    expect(await ask(after.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.end();
    expect(processesOf(dataDir)).toEqual([]);
  });

  it('are restarted where they died as well, and their process ids belong to others by now', async () => {
    const dataDir = folders.named('all-killed');
    const killed = EmbeddedService.launch(dataDir);
    const { databaseOwnerUrl } = await killed.addresses();
    await ask(databaseOwnerUrl, 'CREATE TABLE kept AS SELECT 7 AS id');
    await killed.end('SIGKILL');
    for (const pid of processesOf(dataDir)) process.kill(pid, 'SIGKILL');
    while (processesOf(dataDir).length > 0) await new Promise(setImmediate);
    for (const file of ['postgres/postmaster.pid', 'redis/redis.pid']) {
      const path = join(dataDir, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(process.ppid)));
    }

    const next = EmbeddedService.launch(dataDir);
    expect(await ask((await next.addresses()).databaseOwnerUrl, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
    await next.end();
  });
});

describe('a second start on the same data folder', () => {
  it('is refused with one line that says what to do, and the first goes on', async () => {
    const dataDir = folders.named('shared');
    const first = EmbeddedService.launch(dataDir);
    const { databaseUrl } = await first.addresses();
    const second = await EmbeddedService.launch(dataDir).untilEnded();
    expect(second.code).toBe(1);
    expect(second.complaint).toMatch(
      /^DATA_DIR: .* is in use by the running service with process id \d+; stop it or .*$/,
    );
    expect(await ask(databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.end();
  });

  it('lets exactly one in when several come at once upon the lock of a dead one', async () => {
    const dataDir = folders.named('rush');
    const killed = EmbeddedService.launch(dataDir);
    await killed.addresses();
    await killed.end('SIGKILL');
    const rush = Array.from({ length: 4 }, () => EmbeddedService.launch(dataDir));
    const outcomes = await Promise.allSettled(rush.map((service) => service.addresses()));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    await Promise.all(rush.map((service) => service.end()));
    expect(processesOf(dataDir)).toEqual([]);
  });
});

describe('with real servers named', () => {
  it('only the others are started', async () => {
    const dataDir = folders.named('partly');
    const service = EmbeddedService.launch(dataDir, {
      DATABASE_URL: 'postgres://app@database.example/organizations',
      SMTP_URL: 'smtp://mail.example',
    });
    const addresses = await service.addresses();
    expect(addresses.databaseUrl).toBe('postgres://app@database.example/organizations');
    expect(addresses.smtpUrl).toBe('smtp://mail.example');
    expect([addresses.databaseOwnerUrl, addresses.mailPageUrl]).toEqual([null, null]);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    expect(await withRedis(addresses.redisUrl, (redis) => redis.ping())).toBe('PONG');
    await service.end();
  });
});
