import { existsSync, readFileSync } from 'node:fs';
import { loadConfiguration } from '../../src/configuration/load-configuration.js';
import { loadMigrationTarget } from '../../src/platform/config/load-migration-target.js';
import { VARIABLE_NAMES } from '../../src/configuration/variables.js';
import { COMPOSE_TEXT, readCompose, variablesOfCompose, waitsFor, type ComposeService } from './support/compose.js';

const VALUES = {
  APP_SECRET: 'a1'.repeat(32),
  DATABASE_OWNER_PASSWORD: 'b2'.repeat(16),
  DATABASE_APP_PASSWORD: 'c3'.repeat(16),
  REDIS_PASSWORD: 'd4'.repeat(16),
};
const { services, volumes } = readCompose(VALUES);
const OURS = Object.entries(services).filter(([, { image }]) => image === 'organization-management');
const RUNNING = OURS.filter(([name]) => name !== 'migrate');

function service(name: string): ComposeService {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service "${name}".`);
  return found;
}

const DOCKERFILE = readFileSync('Dockerfile', 'utf8');
const INIT = readFileSync('deploy/postgres/init.sql', 'utf8');
const CADDYFILE = readFileSync('deploy/proxy/Caddyfile', 'utf8');

describe('docker-compose.yml', () => {
  it('asks for each of its values by name, and its head makes all of them', () => {
    const head = /printf '([^']*)'/.exec(COMPOSE_TEXT)?.[1] ?? '';
    const made = head.split('\\n').flatMap((line) => /^(\w+)=%s$/.exec(line)?.[1] ?? []);
    expect([...variablesOfCompose()].sort()).toEqual(made.sort().map((name) => [name, true]));
    expect(made).toEqual(Object.keys(VALUES).sort());
  });

  it('runs two APIs and a worker of one image, after the migration', () => {
    expect(RUNNING.map(([name, { environment }]) => [name, environment?.['PROCESS_ROLE']])).toEqual([
      ['api-1', 'api'],
      ['api-2', 'api'],
      ['worker', 'worker'],
    ]);
    for (const [, each] of RUNNING)
      expect(waitsFor(each)).toContainEqual(['migrate', 'service_completed_successfully']);
  });

  it.each(OURS)('tells %s nothing that the service does not read', (_name, { environment }) => {
    expect(Object.keys(environment ?? {}).filter((name) => !VARIABLE_NAMES.some((known) => known === name))).toEqual(
      [],
    );
  });

  it.each(RUNNING)('tells %s everything that it needs, with nothing embedded', (_name, { environment }) => {
    const configuration = loadConfiguration(environment ?? {}, '/app');
    expect(configuration).toMatchObject({ port: 3000, trustProxy: 1, dataDir: '/app/.data' });
    const { database, redisUrl, mail, secret } = configuration;
    expect([database.url, redisUrl, mail.smtpUrl, secret.current]).not.toContain(null);
  });

  it('migrates as the owner, for the role of the service, and the two are those that init.sql makes', () => {
    const target = loadMigrationTarget(service('migrate').environment ?? {});
    expect(target?.applicationUrl).toBe(service('worker').environment?.['DATABASE_URL']);
    const [owner, application] = [new URL(target?.migrationUrl ?? ''), new URL(target?.applicationUrl ?? '')];
    for (const { username, host, pathname } of [owner, application]) {
      expect(INIT).toContain(`CREATE ROLE ${username} LOGIN`);
      expect(INIT).toContain(`CREATE DATABASE ${pathname.slice(1)} OWNER ${owner.username} `);
      expect(host).toBe('postgres:5432');
    }
    expect([owner.password, application.password]).toEqual([
      VALUES.DATABASE_OWNER_PASSWORD,
      VALUES.DATABASE_APP_PASSWORD,
    ]);
    const health = service('postgres').healthcheck?.test ?? [];
    expect(health).toEqual(
      expect.arrayContaining([`--username=${owner.username}`, `--dbname=${owner.pathname.slice(1)}`]),
    );
    for (const [, name = ''] of INIT.matchAll(/\\getenv \w+ (\w+)/g)) {
      expect(service('postgres').environment).toHaveProperty(name);
    }
  });

  it('waits only for what exists, and for health where there is a check of it', () => {
    for (const [name, condition] of Object.values(services).flatMap(waitsFor)) {
      if (condition === 'service_healthy') expect([name, service(name).healthcheck]).not.toContain(undefined);
      if (condition === 'service_completed_successfully') expect(service(name).restart).toBe('no');
      expect(service(name).image).toMatch(/^[\w./-]+(:[\w.-]+)?$/);
    }
  });

  it('reaches Redis and the mail server by the names and the password that they have', () => {
    const { environment } = service('worker');
    const redis = new URL(environment?.['REDIS_URL'] ?? '');
    expect(service(redis.hostname).command).toEqual(expect.arrayContaining(['--requirepass', redis.password]));
    expect(service(redis.hostname).command).toEqual(expect.arrayContaining(['--maxmemory-policy', 'noeviction']));
    expect(service(new URL(environment?.['SMTP_URL'] ?? '').hostname).image).toMatch(/mailpit/);
  });

  it('mounts files that exist and volumes that are declared', () => {
    for (const mount of Object.values(services).flatMap((each) => each.volumes ?? [])) {
      const [source = ''] = mount.split(':');
      expect([source, source.startsWith('./') ? existsSync(source) : source in volumes]).toEqual([source, true]);
    }
  });

  it('lets all of them share the files of organizations, in the one folder that they may write to', () => {
    const folder = /RUN mkdir (\S+) && chown node:node \1/.exec(DOCKERFILE)?.[1];
    for (const [, each] of RUNNING) expect(each.volumes).toEqual([`files:/app/${folder}`]);
  });

  it('is reached at PUBLIC_URL, by the proxy alone, and from this machine alone', () => {
    const published = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    const { port } = new URL(service('api-1').environment?.['PUBLIC_URL'] ?? '');
    const listening = /^:(\d+) \{/m.exec(CADDYFILE)?.[1];
    expect(published).toEqual([
      ['mail', '127.0.0.1:8025:8025'],
      ['proxy', `127.0.0.1:${port}:${listening}`],
    ]);
    const upstreams = /reverse_proxy (.*) \{/.exec(CADDYFILE)?.[1]?.split(' ');
    const apis = RUNNING.filter(([, { environment }]) => environment?.['PROCESS_ROLE'] === 'api');
    expect(upstreams).toEqual(apis.map(([name]) => `${name}:3000`));
    expect(DOCKERFILE).toContain('EXPOSE 3000');
    expect(CADDYFILE).toContain('health_uri /health/ready');
  });
});
