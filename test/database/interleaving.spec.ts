import { createDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';
import { Caller, TenantDatabaseFixture } from './support/tenant-database-fixture.js';

let database: TestDatabase;
let tenants: TenantDatabaseFixture;
let callers: Caller[];

beforeAll(async () => {
  database = await createDatabase();
  await migrateDatabase(database);
  tenants = await TenantDatabaseFixture.open(database, 3);
  callers = [
    await tenants.createOrganization('alpha'),
    await tenants.createOrganization('beta'),
    await tenants.createOrganization('gamma'),
  ];
});
afterAll(async () => {
  await tenants.close();
  await database.drop();
});

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

describe('many callers of different tenants on few connections', () => {
  it('never see each other through 200 random interleavings', async () => {
    const names = Object.keys(STEPS) as (keyof typeof STEPS)[];
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = numbers(seed);
      const pick = <T>(list: readonly T[]): T => list[(random.next().value >>> 8) % list.length] as T;
      const round = Array.from({ length: 6 }, () => {
        const caller = pick(callers);
        const others = callers.filter((one) => one !== caller);
        return { name: pick(names), caller, other: pick(others) };
      });
      const outcomes = await Promise.allSettled(round.map(({ name, caller, other }) => STEPS[name](caller, other)));
      const failed = outcomes.flatMap((outcome, index) =>
        outcome.status === 'rejected' ? [{ seed, step: round[index]?.name, reason: outcome.reason as unknown }] : [],
      );
      expect(failed).toEqual([]);
    }
    expect(tenants.pool.totalCount).toBeLessThanOrEqual(3);
    expect([tenants.pool.waitingCount, tenants.pool.idleCount]).toEqual([0, tenants.pool.totalCount]);
  }, 60_000);

  it('all get through, forty at once on a pool of three', async () => {
    const before = await seats();
    const round = Array.from({ length: 14 }, () => callers)
      .flat()
      .slice(0, 40);
    await Promise.all(round.map((caller, index) => (index % 2 ? STEPS.read(caller) : STEPS.write(caller))));
    expect(await seats()).toBe(before + 20);
    expect([tenants.pool.waitingCount, tenants.pool.idleCount]).toEqual([0, tenants.pool.totalCount]);
    expect(tenants.pool.totalCount).toBeLessThanOrEqual(3);
  });
});

async function seats(): Promise<number> {
  return (await database.admin.query('select 1 from seat')).rowCount ?? -1;
}
