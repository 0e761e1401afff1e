import { RedisProcess } from '../jobs/support/redis-process.js';
import { Client } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { TcpProxy } from './support/tcp-proxy.js';

let world: World;
let redis: RedisProcess;
let proxy: TcpProxy;
let service: ServiceProcess;
let anonymous: Client;
let owner: Client;
beforeAll(async () => {
  redis = await RedisProcess.start();
  world = await World.startOwnProcess({ REDIS_URL: redis.url });
  const database = new URL(world.database.applicationUrl);
  proxy = await TcpProxy.to(database.hostname, Number(database.port));
  database.host = `127.0.0.1:${proxy.port}`;
  service = await world.startAnotherProcess({ DATABASE_URL: database.href });
  anonymous = new Client(service.url);
  const { token } = (await world.organization('starter')).owner;
  owner = new Client(service.url, token);
});
afterAll(async () => {
  await service.stop();
  await proxy.stop();
  await world.stop();
  await redis.remove();
});

const ready = () => anonymous.get('//health/ready');

describe('/health/ready', () => {
  it('says that everything is up', async () => {
    await waitFor('Redis to be known', async () => (await ready()).body.redis === 'up');
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ok', database: 'up', redis: 'up' } });
  });

  it('answers 503 while Postgres is down, and recovers without a restart', async () => {
    await proxy.stop();
    expect(await ready()).toMatchObject({ status: 503, body: { status: 'unavailable', database: 'down' } });
    // Anyone who calls is told the same, as a problem; the process itself lives.
    const refused = await owner.get('/me');
    expect(refused).toMatchObject({ status: 503, body: { code: 'service-unavailable' } });
    expect(refused.text).not.toMatch(/ECONN|postgres|127\.0\.0\.1/i);
    expect(await anonymous.get('//health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    await proxy.start();
    await waitFor('Postgres to be back', async () => (await ready()).status === 200);
    expect((await owner.get('/me')).status).toBe(200);
    expect(service.process.exitCode).toBeNull();
    expect(service.output()).not.toContain('"level":"error"');
  });

  it('does not wait for a Postgres that has stopped answering', async () => {
    proxy.freeze();
    const began = performance.now();
    expect(await ready()).toMatchObject({ status: 503, body: { database: 'down' } });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await anonymous.get('//health/live')).status).toBe(200);
    proxy.thaw();
    await waitFor('Postgres to be back', async () => (await ready()).status === 200);
    expect((await owner.get('/me')).status).toBe(200);
  });

  it('stays 200 without Redis and says so, and so do reads, writes and sign-ins', async () => {
    await redis.kill();
    await waitFor('Redis to be known as down', async () => (await ready()).body.redis === 'down');
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ok', database: 'up', redis: 'down' } });
    expect((await owner.get('/me')).status).toBe(200);
    expect((await owner.post('/organizations', { name: 'Without Redis' })).status).toBe(201);
    expect((await anonymous.post('/auth/sign-in', { email: 'late@example.com' })).status).toBe(200);
    await redis.run();
    await waitFor('Redis to be back', async () => (await ready()).body.redis === 'up');
  });
});

describe('/health/live', () => {
  it('says that the process runs, and nothing else', async () => {
    expect((await anonymous.get('//health/live')).body).toEqual({ status: 'ok' });
  });
});
