import type { PoolClient } from 'pg';
import { newId } from '../../src/platform/ids/ids.js';
import { createDatabase, migrateDatabase, type TestDatabase } from '../support/database.js';
import { waitFor } from '../support/wait.js';
import { Caller, Refused, Seat, Tenants } from './support/tenants.js';

const ORGANIZATIONS = { text: 'select organization_id as id from organization', values: [] };
const BROKEN = 'select 1 / 0';

let database: TestDatabase;
let tenants: Tenants;
let alpha: Caller;
let beta: Caller;

beforeAll(async () => {
  database = await createDatabase();
  await migrateDatabase(database);
  tenants = await Tenants.open(database, 1);
  [alpha, beta] = [await tenants.found('alpha'), await tenants.found('beta')];
});
afterAll(async () => {
  await tenants.close();
  await database.drop();
});

const terminate = (pid: number) => database.admin.query('select pg_terminate_backend($1, 5000)', [pid]);
const seatsOf = async ({ organizationId }: Caller): Promise<number> => {
  const { rowCount } = await database.admin.query('select 1 from seat where organization_id = $1', [organizationId]);
  return rowCount ?? -1;
};
const addSeat = 'insert into seat (organization_id, holder_id, kind) values ($1, gen_random_uuid(), $2)';

describe('a connection that goes back to the pool', () => {
  it('carries no tenant after a COMMIT', async () => {
    await tenants.door.write(alpha, (tx) => tx.query('select 1'));
    await tenants.door.read(alpha, ORGANIZATIONS);
    await tenants.door.enter(alpha);
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'an error of the work',
      () =>
        tenants.door.write(alpha, () => {
          throw new Error('work');
        }),
    ],
    ['an error of a statement', () => tenants.door.write(alpha, (tx) => tx.query(BROKEN))],
    [
      'an error that the work swallowed',
      () => tenants.door.write(alpha, (tx) => tx.query(BROKEN).catch(() => 'all is well')),
    ],
    ['an error of a read', () => tenants.door.read(alpha, { text: BROKEN, values: [] })],
    ['an error at COMMIT', () => tenants.door.write(alpha, (tx) => tx.query(`update membership set role = 'admin'`))],
    ['a refusal at the door of a write', () => tenants.door.write(stranger(), (tx) => tx.query('select 1'))],
    ['a refusal at the door of a read', () => tenants.door.read(stranger(), ORGANIZATIONS)],
    [
      'a foreign row',
      () => tenants.door.visit(alpha.organizationId, (tx) => tx.query(addSeat, [beta.organizationId, 'member'])),
    ],
  ])('is usable, and carries no tenant, after %s', async (_what, fail) => {
    const before = await tenants.nextUser();
    await expect(fail()).rejects.toThrow();
    expect(await tenants.nextUser()).toEqual({ pid: before.pid, tenant: '', rows: 0 });
    expect(await tenants.door.read(beta, ORGANIZATIONS)).toEqual([{ id: beta.organizationId }]);
  });

  it('is destroyed when its backend is killed in the middle of a transaction', async () => {
    const { pid } = await tenants.nextUser();
    const killed = tenants.door.write(alpha, async (tx) => {
      await tx.query(addSeat, [alpha.organizationId, 'member']);
      await terminate(pid);
      await tx.query('select 1');
    });
    await expect(killed).rejects.toThrow();
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
    expect((await tenants.nextUser()).pid).not.toBe(pid);
    expect(await seatsOf(alpha)).toBe(0);
  });

  it('is told to be lost when TypeORM noticed it first', async () => {
    const { pid } = await tenants.nextUser();
    const killed = tenants.door.write(alpha, async (tx) => {
      await terminate(pid);
      await waitFor('TypeORM to let go of the connection', () => tx.manager.queryRunner?.isReleased);
      await tx.manager.query('select 1');
    });
    // By these words the request is answered 503, not 500.
    await expect(killed).rejects.toThrow('Connection terminated');
    expect((await tenants.nextUser()).pid).not.toBe(pid);
  });

  it('is destroyed when its backend is killed before COMMIT, and nothing is told to be done', async () => {
    const { pid } = await tenants.nextUser();
    let told = false;
    const killed = tenants.door.write(alpha, async (tx) => {
      tx.afterCommit(() => (told = true));
      await terminate(pid);
    });
    await expect(killed).rejects.toThrow();
    expect(told).toBe(false);
    expect((await tenants.nextUser()).pid).not.toBe(pid);
  });

  it('is destroyed when its backend is killed during a read', async () => {
    const { pid } = await tenants.nextUser();
    const reading = tenants.door.read(alpha, { text: 'select pg_sleep(20)', values: [] });
    await Promise.all([expect(reading).rejects.toThrow(), terminate(pid)]);
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
    expect((await tenants.nextUser()).pid).not.toBe(pid);
  });

  it('is destroyed when nobody knows whether its ROLLBACK happened', async () => {
    const { pid } = await tenants.nextUser();
    const failing = tenants.door.write(alpha, (tx) => {
      const { client } = tx as unknown as { client: Pick<PoolClient, 'query'> };
      client.query = () => Promise.reject(new Error('no answer'));
      throw new Error('work');
    });
    await expect(failing).rejects.toThrow('work');
    const next = await tenants.nextUser();
    expect(next).toEqual({ pid: expect.any(Number), tenant: '', rows: 0 });
    expect(next.pid).not.toBe(pid);
  });
});

describe('a transaction', () => {
  it('runs what waits for its COMMIT only after it, and never after a rollback', async () => {
    const told: string[] = [];
    await tenants.door.write(alpha, (tx) => {
      tx.afterCommit(() => told.push('committed'));
      return Promise.resolve();
    });
    const failing = tenants.door.write(alpha, (tx) => {
      tx.afterCommit(() => told.push('rolled back'));
      return tx.query(BROKEN);
    });
    await expect(failing).rejects.toThrow();
    expect(told).toEqual(['committed']);
  });

  it("undoes what TypeORM's manager saved in it", async () => {
    const saved = tenants.door.write(alpha, async (tx) => {
      const seat = { organizationId: alpha.organizationId, holderId: newId<string>(), kind: 'member' };
      await tx.manager.save(Seat, seat);
      await tx.manager.save(Seat, [{ ...seat, holderId: newId<string>() }], { transaction: true });
      expect(await tx.query('select 1 from seat')).toHaveLength(2);
      throw new Error('after all');
    });
    await expect(saved).rejects.toThrow('after all');
    expect(await seatsOf(alpha)).toBe(0);
  });

  it("undoes what TypeORM's manager did in a transaction inside it, and goes on after one that failed", async () => {
    const undone = tenants.door.write(alpha, async (tx) => {
      await tx.manager.transaction((inner) => inner.query(addSeat, [alpha.organizationId, 'member']));
      throw new Error('after all');
    });
    await expect(undone).rejects.toThrow('after all');
    expect(await seatsOf(alpha)).toBe(0);

    await tenants.door.write(beta, async (tx) => {
      await tx.query(addSeat, [beta.organizationId, 'member']);
      await expect(tx.manager.transaction((inner) => inner.query(BROKEN))).rejects.toThrow();
    });
    expect(await seatsOf(beta)).toBe(1);
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
  });

  it("keeps what TypeORM's manager saved, once it commits", async () => {
    const before = await seatsOf(beta);
    await tenants.door.write(beta, async (tx) => {
      await tx.manager.save(Seat, { organizationId: beta.organizationId, holderId: newId<string>(), kind: 'member' });
    });
    expect(await seatsOf(beta)).toBe(before + 1);
  });
});

describe('a caller who is refused at the door', () => {
  it('is handed no row of a read, though the statement ran in the same message', async () => {
    const caller = stranger();
    await expect(tenants.door.read(caller, ORGANIZATIONS)).rejects.toThrow(Refused);
    expect(caller.answers).toMatchObject([{ account_live: true, role: null, organization_name: null, plan: null }]);
  });

  it('has none of their work begun', async () => {
    let begun = false;
    const writing = tenants.door.write(stranger(), () => {
      begun = true;
      return Promise.resolve();
    });
    await expect(writing).rejects.toThrow(Refused);
    expect(begun).toBe(false);
  });

  it('is told so also where the statement itself fails', async () => {
    const failing = tenants.door.read(stranger(), { text: BROKEN, values: [] });
    await expect(failing).rejects.toThrow(Refused);
  });

  it('cannot name a tenant by a text that is no id', async () => {
    const forged = new Caller(`${alpha.organizationId}'; reset role --` as never, alpha.userId);
    await expect(tenants.door.read(forged, ORGANIZATIONS)).rejects.toThrow(TypeError);
    await expect(tenants.door.write(forged, (tx) => tx.query('select 1'))).rejects.toThrow(TypeError);
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
  });
});

/** Alpha's owner, who is nobody in beta. */
function stranger(): Caller {
  return new Caller(beta.organizationId, alpha.userId);
}
