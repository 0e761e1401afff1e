import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Client } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

/** What the contract gives a process to end after SIGTERM. */
const LIMIT_MS = 10_000;

let world: World;

beforeAll(async () => {
  world = await World.startOwnProcess({ PROCESS_ROLE: 'api' });
});
afterAll(() => world.stop());

/** SIGTERM; the exit code, and whether it was in time. */
async function end(service: ServiceProcess): Promise<{ code: number | null; inTime: boolean }> {
  const began = Date.now();
  const code = await service.stop();
  return { code, inTime: Date.now() - began < LIMIT_MS };
}

/** The lines of the log, each of which must be JSON. */
const linesOf = (service: ServiceProcess): Record<string, unknown>[] =>
  service
    .output()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function open({ port }: ServiceProcess, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** Holds the organization's subscription, so that anyone who wants seats has to wait. */
async function holdSeats(organizationId: string): Promise<() => Promise<void>> {
  const client = await world.database.admin.connect();
  await client.query('begin');
  await client.query('select 1 from subscription where organization_id = $1 for update', [organizationId]);
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

const waiting = async (): Promise<boolean> => {
  const { rowCount } = await world.database.admin.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount === 1;
};

describe('an api and a worker', () => {
  it('share the work: the one takes the invitation, the other emails it', async () => {
    const { owner, path } = await world.organization();
    await owner.post(`${path}/invitations`, { email: 'apart@example.com', role: 'viewer' });
    expect((await owner.get(`${path}/invitations`)).body.data).toMatchObject([{ emailStatus: 'queued' }]);

    const worker = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
    await world.mailTo('apart@example.com');
    await waitFor('the email to be noted as sent', async () => {
      const { body } = await owner.get(`${path}/invitations`);
      return body.data[0].emailStatus === 'sent';
    });
    await expect(fetch(worker.url)).rejects.toThrow();
    expect(await end(worker)).toEqual({ code: 0, inTime: true });
    expect(linesOf(worker).at(-1)).toMatchObject({ msg: 'jobs closed' });
    // The api never sent anything: it has no worker.
    expect(world.smtp.received).toHaveLength(1);
  });
});

describe('SIGTERM', () => {
  it('lets a running request come to its answer, and closes connections that are only kept open', async () => {
    const service = await world.startAnotherProcess();
    const { id, owner, path } = await world.organization();
    const sockets = await Promise.all([
      open(service, ''),
      open(service, 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n'),
      open(service, 'POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'),
    ]);
    const release = await holdSeats(id);
    const elsewhere = new Client(service.url, owner.token);
    const invited = elsewhere.post(`${path}/invitations`, { email: 'last@example.com', role: 'viewer' });
    await waitFor('the request to wait', waiting);
    const ended = end(service);
    await waitFor('the stop to begin', () => service.output().includes('"Stopping."'));
    await expect(new Client(service.url).get('/plans')).rejects.toThrow();
    await release();
    expect(await invited).toMatchObject({ status: 201, body: { email: 'last@example.com' } });
    expect(await ended).toEqual({ code: 0, inTime: true });
    for (const socket of sockets) socket.destroy();
    expect(linesOf(service)).toContainEqual(expect.objectContaining({ msg: 'request', status: 201 }));
  });

  it('does not wait for a request that never ends', async () => {
    const service = await world.startAnotherProcess({ PROCESS_ROLE: 'all' });
    const { id, owner, path } = await world.organization();
    const release = await holdSeats(id);
    const hanging = new Client(service.url, owner.token)
      .post(`${path}/invitations`, { email: 'never@example.com', role: 'viewer' })
      .catch(() => 'cut off');
    await waitFor('the request to wait', waiting);
    const { inTime } = await end(service);
    await release();
    expect([inTime, await hanging]).toEqual([true, 'cut off']);
    expect((await owner.get(`${path}/invitations`)).body.data).toEqual([]);
    linesOf(service);
  });
});

describe('the log of a whole run', () => {
  it('is JSON, complete to the last line, and holds no token, address or secret', async () => {
    const service = await world.startAnotherProcess({ PROCESS_ROLE: 'all' });
    const client = new Client(service.url);
    const signedIn = await client.post('/auth/sign-in', {
      email: 'discreet.owner@example.com',
      name: 'Discreet Owner',
    });
    const owner = new Client(service.url, signedIn.body.token);
    const { id } = (await owner.post('/organizations', { name: 'Discreet & Sons' })).body;
    const path = `/organizations/${id}`;
    await owner.put(`${path}/billing/plan`, { plan: 'starter' });
    await owner.post(`${path}/invitations`, { email: 'discreet.guest@example.com', role: 'viewer' });
    const link = await world.tokenFor('discreet.guest@example.com');
    await client.get(`/invitations/${link}`);
    await owner.post(`/invitations/${link}/accept`);
    await owner.post(`/invitations/${link.slice(0, -1)}_/accept`);
    await owner.get(`${path}/members?q=discreet.guest@example.com`);
    await new Client(service.url, `${signedIn.body.token as string}x`).get('/me');
    await client.call('POST', '/auth/sign-in', { body: '{"email": "discreet.broken@example.com' });
    await client.get('/invitations/discreet-path-of-nowhere/discreet');
    expect(await end(service)).toEqual({ code: 0, inTime: true });

    const lines = linesOf(service);
    expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(11);
    expect(lines.some(({ msg }) => msg === 'jobs closed')).toBe(true);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    const { APP_SECRET = '', DATABASE_URL = '' } = world.environment;
    const password = new URL(world.environment['REDIS_URL'] ?? '').password;
    for (const secret of [signedIn.body.token, link, link.slice(0, 40), APP_SECRET, DATABASE_URL, password]) {
      expect(secret).not.toBe('');
      expect(service.output()).not.toContain(secret);
    }
    expect(service.output()).not.toMatch(/discreet|@example\.com/i);
  });
});
