import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import type { ServiceProcess } from '../support/service.js';
import { World } from '../support/world.js';
import { endedStart, expectOneLine } from './support/ended-start.js';

/** A loopback address that is not 127.0.0.1: who listens on every network is reached there as well. */
const OTHER_ADDRESS = '127.0.0.2';
/** Addresses for documentation, which no machine has. */
const [NO_IPV4, NO_IPV6] = ['192.0.2.77', '2001:db8::77'];

const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((network) => network?.address === '::1');

let world: World;
const services = new Map<string, ServiceProcess>();
beforeAll(async () => {
  world = await World.startOwnProcess({ METRICS_ALLOW: '' });
});
afterAll(async () => {
  await Promise.all([...services.values()].map((service) => service.stop()));
  await world.stop();
});

/** Another process with this environment, the same for each test. */
async function another(environment: Record<string, string>): Promise<ServiceProcess> {
  const key = JSON.stringify(environment);
  const service = services.get(key) ?? (await world.startAnotherProcess(environment));
  services.set(key, service);
  return service;
}

interface Call {
  readonly address?: string;
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

/** What is answered at an address under a host name; null where nothing listens. */
async function ask({ port }: ServiceProcess, call: Call): Promise<{ status: number; body: string } | null> {
  const { address = '127.0.0.1', host = 'localhost', method = 'GET', path = '/health/live', headers = {} } = call;
  const asked = request({ host: address, port, method, path, headers: { host, ...headers } });
  asked.end();
  try {
    const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
    return { status: response.statusCode ?? 0, body: await text(response) };
  } catch {
    return null;
  }
}

const statusOf = async (service: ServiceProcess, call: Call): Promise<number | null> =>
  (await ask(service, call))?.status ?? null;

describe('with the local identity, which asks for no proof', () => {
  it('only this machine reaches the service: 127.0.0.1 and, where there is IPv6, ::1', async () => {
    expect(await statusOf(world.service, { address: '127.0.0.1' })).toBe(200);
    expect(await statusOf(world.service, { address: '::1' })).toBe(hasIPv6 ? 200 : null);
    expect(await statusOf(world.service, { address: OTHER_ADDRESS })).toBeNull();
  });

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1:9', '[::1]:3000'])('Host %s is answered', async (host) => {
    expect(await statusOf(world.service, { host })).toBe(200);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/health/live'],
    ['GET', '/health/ready'],
    ['GET', '/metrics'],
    ['GET', '/docs'],
    ['GET', '/openapi.json'],
    ['GET', '/problems/not-found'],
    ['GET', '/api/v1/me'],
    ['GET', '/api/v1/plans'],
    ['POST', '/api/v1/auth/sign-in'],
    ['OPTIONS', '/api/v1/auth/sign-in'],
    ['GET', '/admin/queues'],
    ['GET', '/nowhere'],
  ])('a web page that leads here by DNS gets no answer of %s %s', async (method, path) => {
    const answer = await ask(world.service, { host: `rebind.example:${world.service.port}`, method, path });
    expect(answer?.status).toBe(421);
    expect(JSON.parse(answer?.body ?? '{}')).toMatchObject({
      type: '/problems/misdirected-request',
      status: 421,
      code: 'misdirected-request',
      requestId: expect.any(String),
    });
  });

  it('a forwarded host does not make up for it', async () => {
    const proxied = await another({ TRUST_PROXY: '1' });
    const headers = { 'x-forwarded-host': 'localhost', forwarded: 'host=localhost' };
    expect(await statusOf(proxied, { host: 'rebind.example', headers })).toBe(421);
  });

  it('a request without a host is refused', async () => {
    const socket = connect(world.service.port, '127.0.0.1');
    socket.end('GET /health/live HTTP/1.0\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 421 /);
  });

  it('the host of PUBLIC_URL is answered, with its port alone', async () => {
    const named = await another({ PUBLIC_URL: 'http://crm.localhost:8080' });
    expect(await statusOf(named, { host: 'crm.localhost:8080' })).toBe(200);
    expect(await statusOf(named, { host: 'crm.localhost:8081' })).toBe(421);
  });

  it('LISTEN_HOST says where it listens instead, and the host is still checked', async () => {
    const open = await another({ LISTEN_HOST: OTHER_ADDRESS });
    expect(await statusOf(open, { address: OTHER_ADDRESS })).toBe(200);
    expect(await statusOf(open, { address: '127.0.0.1' })).toBeNull();
    expect(await statusOf(open, { address: OTHER_ADDRESS, host: 'rebind.example' })).toBe(421);
  });

  it('ALLOW_LOCAL_IDENTITY=true lifts both', async () => {
    const open = await another({ ALLOW_LOCAL_IDENTITY: 'true' });
    expect(await statusOf(open, { address: OTHER_ADDRESS, host: 'rebind.example' })).toBe(200);
  });
});

describe('an address that the machine does not have', () => {
  it('is left out, as ::1 is on a machine without IPv6', async () => {
    const service = await another({ LISTEN_HOST: `${NO_IPV6},127.0.0.1` });
    expect(await statusOf(service, {})).toBe(200);
    expect(service.output()).toContain('the service does not listen on it');
  });

  it('ends the start with one line where no other is named', async () => {
    expectOneLine(
      await endedStart({ ...world.environment, LISTEN_HOST: NO_IPV4 }),
      /^LISTEN_HOST names no address of this machine/,
    );
  });
});

describe('SIGTERM', () => {
  (hasIPv6 ? it : it.skip)('also ends connections of the second address', async () => {
    const service = await world.startAnotherProcess();
    const socket = connect(service.port, '::1');
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    const began = Date.now();
    expect(await service.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
    socket.destroy();
  });
});

describe('/metrics, which the default opens to this machine', () => {
  const FORWARDED = ['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP', 'Forwarded'];

  let proxied: ServiceProcess;
  beforeAll(async () => {
    proxied = await another({ TRUST_PROXY: '1' });
  });

  it('answers this machine', async () => {
    expect(await statusOf(world.service, { path: '/metrics' })).toBe(200);
  });

  it.each(FORWARDED)('is not passed on by a proxy on this machine: %s', async (name) => {
    expect(await statusOf(proxied, { path: '/metrics', headers: { [name]: '203.0.113.5' } })).toBe(404);
    expect(await statusOf(proxied, { path: '/metrics' })).toBe(200);
  });

  it('is, where METRICS_ALLOW was set', async () => {
    const service = await another({ TRUST_PROXY: '1', METRICS_ALLOW: '127.0.0.0/8' });
    expect(await statusOf(service, { path: '/metrics', headers: { 'X-Forwarded-For': '203.0.113.5' } })).toBe(200);
  });

  it('does not heed headers where no proxy is trusted', async () => {
    expect(await statusOf(world.service, { path: '/metrics', headers: { 'X-Forwarded-For': '203.0.113.5' } })).toBe(
      200,
    );
  });
});
