import { Redis } from 'ioredis';
import pg from 'pg';
import { Client } from '../support/client.js';
import type { ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { SUPERADMIN, World } from '../support/world.js';
import { hasPgBouncer, startPgBouncer, startRedisCluster, type Server } from './support/servers.js';

let world: World;
let bouncer: Awaited<ReturnType<typeof startPgBouncer>> | null = null;
let cluster: Awaited<ReturnType<typeof startRedisCluster>>;
let second: ServiceProcess;
let workers: ServiceProcess[];
const servers: Server[] = [];

beforeAll(async () => {
  cluster = await startRedisCluster();
  servers.push(cluster);
  world = await World.startOwnProcess(async (database) => {
    bouncer = hasPgBouncer ? await startPgBouncer(database) : null;
    if (bouncer) servers.push(bouncer);
    return {
      PROCESS_ROLE: 'api',
      RATE_LIMITS: 'on',
      REDIS_URL: cluster.url,
      ...(bouncer ? { DATABASE_URL: bouncer.url, DATABASE_POOLER: 'transaction' } : {}),
    };
  });
  const others = ['api', 'worker', 'worker'].map((role) => world.startAnotherProcess({ PROCESS_ROLE: role }));
  const [api, ...rest] = await Promise.all(others);
  if (!api) throw new Error('No second API.');
  second = api;
  workers = rest;
}, 180_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await second.stop();
  await world.stop();
  for (const server of servers) await server.stop();
}, 60_000);

describe('two APIs and two workers on a Redis Cluster of three nodes, behind PgBouncer in transaction mode', () => {
  it('have a PgBouncer in front of Postgres', () => {
    // Without it the rest of this file shows the cluster alone.
    expect(hasPgBouncer).toBe(true);
  });

  it('send an invitation, let it be accepted at the other API, and reassign', async () => {
    const organization = await world.organization('pro');
    const member = await world.member(organization, 'member');
    const elsewhere = new Client(second.url, organization.owner.token);
    for (let number = 0; number < 30; number += 1) {
      const lead = await (number % 2 ? elsewhere : organization.owner).post(`${organization.path}/leads`, {
        name: `Lead ${number}`,
        ownerId: member.membershipId,
      });
      expect(lead.status).toBe(201);
    }
    const removal = await elsewhere.delete(`${organization.path}/members/${member.membershipId}`);
    expect(removal.status).toBe(202);
    const run = await waitFor('the end of the reassignment', async () => {
      const { body } = await organization.owner.get(
        `${organization.path}/reassignments/${removal.body.reassignmentId as string}`,
      );
      return ['completed', 'failed'].includes(body.status as string)
        ? (body as { status: string; progress: object })
        : null;
    });
    expect(run).toMatchObject({ status: 'completed', progress: { done: 30 } });
    const { body } = await elsewhere.get(`${organization.path}/leads?ownerId=none&limit=100`);
    expect(body.data).toHaveLength(30);
  });

  it('count the requests of one credential together', async () => {
    const person = await world.person();
    const left = async (url: string): Promise<number> => {
      const { headers } = await new Client(url, person.token).get('/me');
      return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1] ?? NaN);
    };
    for (let call = 0; call < 10; call += 1) await left(world.service.url);
    expect(await waitFor('the counts of the other', async () => (await left(second.url)) < 1_190)).toBe(true);
  });

  it('keep the queues in one slot of the cluster, and show them on the dashboard', async () => {
    const keys = await Promise.all(
      cluster.nodes.map(async (url) => {
        const redis = new Redis(url);
        const found = await redis.keys('{organizations}*');
        redis.disconnect();
        return found.length;
      }),
    );
    expect(keys.filter((count) => count > 0)).toHaveLength(1);
    const admin = await world.person('Admin', SUPERADMIN);
    const session = await admin.call('POST', '//admin/queues/session');
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await world.anonymous.get('//admin/queues/api/queues', { headers: { cookie } });
    expect([page.status, page.text.includes('invitation-mail')]).toEqual([200, true]);
  });

  it('tell their figures, each its own, and share the connections to Postgres', async () => {
    for (const url of [world.service.url, second.url]) {
      const { status, text } = await new Client(url).get('//metrics');
      expect([status, /http_request_duration_seconds_count\{.*\} \d/.test(text)]).toEqual([200, true]);
    }
    const client = new pg.Client({ connectionString: bouncer?.console });
    await client.connect();
    const { rows } = await client.query<{ database: string; sv_active: number; sv_idle: number; pool_mode: string }>(
      'SHOW POOLS',
    );
    await client.end();
    const pool = rows.find(({ database }) => database === world.database.name);
    expect(pool?.pool_mode).toBe('transaction');
    expect(Number(pool?.sv_active) + Number(pool?.sv_idle)).toBeLessThanOrEqual(6);
  });

  it('lose no request while each API is restarted, one after the other', async () => {
    // Enough of them that no one meets a limit.
    const people = await Promise.all(Array.from({ length: 20 }, () => world.person()));
    const availableApis = new Set([world.service, second]);
    let [stopped, calls] = [false, 0];
    const failures: unknown[] = [];
    const caller = async (number: number): Promise<void> => {
      while (!stopped) {
        const at = [...availableApis][number % availableApis.size];
        const answer = await new Client(at?.url ?? '', people[calls % people.length]?.token)
          .get('/me')
          .catch((error: unknown) => error);
        calls += 1;
        if ((answer as { status?: number }).status !== 200)
          failures.push((answer as { text?: string }).text ?? String(answer));
      }
    };
    const callers = [0, 1, 2, 3].map(caller);
    const restarted = async (old: ServiceProcess): Promise<ServiceProcess> => {
      // As a balancer does it: no new requests, then the signal; those under way are answered.
      availableApis.delete(old);
      expect(await old.stop()).toBe(0);
      const replacement = await world.startAnotherProcess({ PORT: String(old.port) });
      availableApis.add(replacement);
      return replacement;
    };
    world.service = await restarted(world.service);
    second = await restarted(second);
    stopped = true;
    await Promise.all(callers);
    expect([failures, calls > 50]).toEqual([[], true]);
  }, 120_000);
});
