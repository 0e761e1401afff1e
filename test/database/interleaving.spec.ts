import pg from 'pg';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { startPgBouncer } from '../scaling/support/servers.js';
import { newId } from '../../src/platform/ids/ids.js';
import { Caller, TenantDatabaseFixture } from './support/tenant-database-fixture.js';

let database: TestDatabase;
let tenants: TenantDatabaseFixture;
let callers: Caller[];
let bouncer: Awaited<ReturnType<typeof startPgBouncer>> | null = null;

/** The ways to the database, and how many connections it has at most on each. */
const WAYS = {
  directly: (): Promise<TenantDatabaseFixture> => TenantDatabaseFixture.open(database, 3),
  'through PgBouncer in transaction mode': async () => {
    bouncer = await startPgBouncer(database, 2);
    // Without names of statements, as DATABASE_POOLER=transaction has it.
    return TenantDatabaseFixture.open({ applicationUrl: bouncer.url }, 6, { namedStatements: false });
  },
} as const;

beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

const NAMES = { text: 'select organization_id as id from organization', values: [] };
const SEATS = 'select organization_id as id from seat';
const ADD_SEAT = `insert into seat (organization_id, holder_id, kind) values ($1, gen_random_uuid(), 'member')`;

type Step = (caller: Caller, other: Caller) => Promise<unknown>;

/** Each checks by itself that it saw its own tenant's rows only. */
const STEPS = {
  read: async (caller) => {
    expect(await tenants.database.read(caller, NAMES)).toEqual([{ id: caller.organizationId }]);
  },
  write: (caller) =>
    tenants.database.write(caller, async (tx) => {
      await tx.query(ADD_SEAT, [caller.organizationId]);
      const seen = await tx.query<{ id: string }>(SEATS);
      expect(new Set(seen.map(({ id }) => id))).toEqual(new Set([caller.organizationId]));
    }),
  failWriting: async (caller, other) => {
    await expect(
      tenants.database.write(caller, (tx) => tx.query(ADD_SEAT, [other.organizationId])),
    ).rejects.toMatchObject({
      code: '42501',
    });
  },
  failReading: async (caller) => {
    await expect(tenants.database.read(caller, { text: 'select 1 / 0', values: [] })).rejects.toMatchObject({
      code: '22012',
    });
  },
  failCommitting: async (caller) => {
    await expect(
      tenants.database.runAsSystem(caller.organizationId, (tx) => tx.query(`update membership set role = 'admin'`)),
    ).rejects.toMatchObject({ code: '23503' });
  },
  accessAnotherTenant: async (caller, other) => {
    await expect(tenants.database.read(new Caller(other.organizationId, caller.userId), NAMES)).rejects.toThrow();
  },
  passBy: async () => {
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
  },
  loseConnection: async (caller) => {
    await expect(
      tenants.database.runAsSystem(caller.organizationId, (tx) =>
        tx.query('select pg_terminate_backend(pg_backend_pid())'),
      ),
    ).rejects.toThrow();
  },
} as const satisfies Record<string, Step>;

/** A small generator of the same numbers every time, so that a failure can be run again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

describe.each(Object.entries(WAYS))('many callers of different tenants on few connections, %s', (_way, open) => {
  beforeAll(async () => {
    tenants = await open();
    callers = [];
    for (const name of ['alpha', 'beta', 'gamma']) callers.push(await tenants.createOrganization(`${name}-${newId()}`));
  });
  afterAll(async () => {
    await tenants.close();
    await bouncer?.stop();
  });

  it('never see each other through 200 random interleavings', async () => {
    for (let seed = 1; seed <= 200; seed += 1) expect(await failuresOf(seed)).toEqual([]);
    expect([tenants.pool.waitingCount, tenants.pool.idleCount]).toEqual([0, tenants.pool.totalCount]);
  }, 60_000);

  it('all get through, forty at once', async () => {
    const before = await seats();
    const round = Array.from({ length: 14 }, () => callers)
      .flat()
      .slice(0, 40);
    await Promise.all(round.map((caller, index) => (index % 2 ? STEPS.read(caller) : STEPS.write(caller))));
    expect(await seats()).toBe(before + 20);
    expect([tenants.pool.waitingCount, tenants.pool.idleCount]).toEqual([0, tenants.pool.totalCount]);
    expect(tenants.pool.totalCount).toBeLessThanOrEqual(tenants.pool.options.max);
  });

  it('find nothing of a client that vanished in the middle of a pipeline', async () => {
    const url = bouncer?.url ?? database.applicationUrl;
    for (const caller of callers) {
      await vanishAfterSettingTenant(url, caller);
      for (let use = 0; use < 6; use += 1) await STEPS.passBy();
    }
  });
});

/** The steps of a round that failed. */
async function failuresOf(seed: number): Promise<object[]> {
  const names = Object.keys(STEPS) as (keyof typeof STEPS)[];
  const random = numbers(seed);
  const pick = <T>(list: readonly T[]): T => list[(random.next().value >>> 8) % list.length] as T;
  const round = Array.from({ length: 6 }, () => {
    const caller = pick(callers);
    const others = callers.filter((one) => one !== caller);
    return { name: pick(names), caller, other: pick(others) };
  });
  const outcomes = await Promise.allSettled(round.map(({ name, caller, other }) => STEPS[name](caller, other)));
  return outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ seed, step: round[index]?.name, reason: outcome.reason as unknown }] : [],
  );
}

/** The part of `pg`'s connection that is used here; it is not typed in full. */
interface Pipeline {
  readonly stream: { destroy(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: { values: readonly string[] }): void;
  execute(): void;
  flush(): void;
  once(event: 'commandComplete', listener: () => void): void;
}

/** Sends what begins a read, waits until Postgres has done it, and closes the socket before the `Sync`. */
async function vanishAfterSettingTenant(url: string, { organizationId }: Caller): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { connection } = client as unknown as { readonly connection: Pipeline };
  const done = new Promise<void>((resolve) => {
    connection.once('commandComplete', resolve);
  });
  connection.parse({ name: '', text: `select set_config('app.organization_id', $1, true)` });
  connection.bind({ values: [organizationId] });
  connection.execute();
  connection.flush();
  await done;
  connection.stream.destroy();
}

async function seats(): Promise<number> {
  return (await database.admin.query('select 1 from seat')).rowCount ?? -1;
}
