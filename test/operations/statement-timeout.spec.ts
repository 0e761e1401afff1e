import pg from 'pg';
import { hasPgBouncer, startPgBouncer, type Server } from '../scaling/support/servers.js';
import { Client, type Answer } from '../support/client.js';
import { World } from '../support/world.js';

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
const servers: Server[] = [];

beforeAll(async () => {
  world = await World.start({ DATABASE_STATEMENT_TIMEOUT_MS: '1000' });
  organization = await world.organization('pro');
});
afterAll(async () => {
  await world.stop();
  for (const server of servers) await server.stop();
});

/** Calls while a superuser holds what the call needs; answers what it got, and lets go. */
async function whileHeld<T>(lock: string, call: () => Promise<T>): Promise<T> {
  const lockClient = await world.database.admin.connect();
  try {
    await lockClient.query(`begin; ${lock}`);
    return await call();
  } finally {
    await lockClient.query('rollback');
    lockClient.release();
  }
}

const LEADS = 'lock table lead in access exclusive mode';
const SEATS = 'lock table subscription in exclusive mode';

const refused: Partial<Answer> = {
  status: 503,
  body: expect.objectContaining({
    code: 'service-unavailable',
    detail: 'The service is temporarily unavailable. Try again in a few seconds.',
  }),
};

describe('a statement that takes too long', () => {
  it('ends a read with 503, and the next one is answered', async () => {
    const { owner, path } = organization;
    expect(await whileHeld(LEADS, () => owner.get(`${path}/leads`))).toMatchObject(refused);
    expect((await owner.get(`${path}/leads`)).status).toBe(200);
  });

  it('ends a change with 503 and leaves nothing of it, and the same call goes through afterwards', async () => {
    const { owner, path } = organization;
    const invite = (): Promise<Answer> =>
      owner.post(
        `${path}/invitations`,
        { email: 'ada@example.com', role: 'member' },
        { 'Idempotency-Key': 'the-same-call' },
      );
    expect(await whileHeld(SEATS, invite)).toMatchObject(refused);
    expect((await owner.get(`${path}/invitations`)).body.data).toEqual([]);
    expect((await invite()).status).toBe(201);
  });

  it('ends as many at once as there are connections, and gives all of them back', async () => {
    const { owner, path } = organization;
    const reads = await whileHeld(LEADS, () =>
      Promise.all(Array.from({ length: 20 }, () => owner.get(`${path}/leads`))),
    );
    expect(new Set(reads.map(({ status }) => status))).toEqual(new Set([503]));
    const after = await Promise.all(Array.from({ length: 20 }, () => owner.get(`${path}/leads`)));
    expect(new Set(after.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('is logged, with its route and Postgres’ code', () => {
    const line = world.service
      .output()
      .split('\n')
      .find((text) => text.includes('"57014"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 'warn',
      route: '/api/v1/organizations/{organizationId}/leads',
      msg: 'The database did not answer.',
    });
  });
});

describe('behind PgBouncer in transaction mode', () => {
  it('has a PgBouncer in front of Postgres', () => {
    expect(hasPgBouncer).toBe(true);
  });

  (hasPgBouncer ? it : it.skip)("the role's own limit counts, as the documentation sets it", async () => {
    const { username } = new URL(world.database.applicationUrl);
    // As the role itself, which may.
    const application = new pg.Client({ connectionString: world.database.applicationUrl });
    await application.connect();
    await application.query(`alter role ${pg.escapeIdentifier(username)} set statement_timeout = '1s'`);
    await application.end();
    const bouncer = await startPgBouncer(world.database);
    servers.push(bouncer);
    const service = await world.startAnotherProcess({
      DATABASE_URL: bouncer.url,
      DATABASE_POOLER: 'transaction',
      DATABASE_STATEMENT_TIMEOUT_MS: '',
    });
    try {
      const owner = new Client(service.url, organization.owner.token);
      const read = (): Promise<Answer> => owner.get(`${organization.path}/leads`);
      expect(await whileHeld(LEADS, read)).toMatchObject(refused);
      expect((await read()).status).toBe(200);
    } finally {
      await service.stop();
    }
  });
});
