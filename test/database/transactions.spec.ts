import pg, { type PoolClient } from 'pg';
import type { TenantTransaction } from '../../src/platform/database/tenant-transaction.js';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { waitFor } from '../support/wait.js';
import { Caller, Refused, TenantDatabaseFixture } from './support/tenant-database-fixture.js';

const ORGANIZATIONS = { text: 'select organization_id as id from organization', values: [] };
const BROKEN = 'select 1 / 0';

let database: TestDatabase;
let tenants: TenantDatabaseFixture;
let alpha: Caller;
let beta: Caller;

beforeAll(async () => {
  database = await createMigratedDatabase();
  tenants = await TenantDatabaseFixture.open(database, 1);
  [alpha, beta] = [await tenants.createOrganization('alpha'), await tenants.createOrganization('beta')];
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
  it('has no tenant after a COMMIT', async () => {
    await tenants.database.write(alpha, (tx) => tx.query('select 1'));
    await tenants.database.read(alpha, ORGANIZATIONS);
    await tenants.database.authorize(alpha);
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'an error of the work',
      () =>
        tenants.database.write(alpha, () => {
          throw new Error('work');
        }),
    ],
    ['an error of a statement', () => tenants.database.write(alpha, (tx) => tx.query(BROKEN))],
    [
      'an error that the work swallowed',
      () => tenants.database.write(alpha, (tx) => tx.query(BROKEN).catch(() => 'all is well')),
    ],
    ['an error of a read', () => tenants.database.read(alpha, { text: BROKEN, values: [] })],
    [
      'an error at COMMIT',
      () => tenants.database.write(alpha, (tx) => tx.query(`update membership set role = 'admin'`)),
    ],
    [
      'a refusal at the authorization of a write',
      () => tenants.database.write(stranger(), (tx) => tx.query('select 1')),
    ],
    ['a refusal at the authorization of a read', () => tenants.database.read(stranger(), ORGANIZATIONS)],
    [
      'a foreign row',
      () =>
        tenants.database.runAsSystem(alpha.organizationId, (tx) => tx.query(addSeat, [beta.organizationId, 'member'])),
    ],
  ])('is usable, and has no tenant, after %s', async (_what, fail) => {
    const before = await tenants.nextUser();
    await expect(fail()).rejects.toThrow();
    expect(await tenants.nextUser()).toEqual({ pid: before.pid, tenant: '', rows: 0 });
    expect(await tenants.database.read(beta, ORGANIZATIONS)).toEqual([{ id: beta.organizationId }]);
  });

  it('is destroyed when its backend is killed in the middle of a transaction', async () => {
    const { pid } = await tenants.nextUser();
    const killed = tenants.database.write(alpha, async (tx) => {
      await tx.query(addSeat, [alpha.organizationId, 'member']);
      await terminate(pid);
      await tx.query('select 1');
    });
    await expect(killed).rejects.toThrow();
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
    expect((await tenants.nextUser()).pid).not.toBe(pid);
    expect(await seatsOf(alpha)).toBe(0);
  });

  it('is reported as lost by the error that answers 503, also when the connection went while nothing was asked', async () => {
    const { pid } = await tenants.nextUser();
    const killed = tenants.database.write(alpha, async (tx) => {
      await terminate(pid);
      await waitFor('the connection to be lost', () => !isAlive(tx));
      await tx.query('select 1');
    });
    await expect(killed).rejects.toThrow(/Connection terminated|not queryable/);
    expect((await tenants.nextUser()).pid).not.toBe(pid);
  });

  it('is destroyed when its backend is killed before COMMIT, and no callback reports success', async () => {
    const { pid } = await tenants.nextUser();
    let notified = false;
    const killed = tenants.database.write(alpha, async (tx) => {
      tx.afterCommit(() => (notified = true));
      await terminate(pid);
    });
    await expect(killed).rejects.toThrow();
    expect(notified).toBe(false);
    expect((await tenants.nextUser()).pid).not.toBe(pid);
  });

  it('is destroyed when its backend is killed during a read', async () => {
    const { pid } = await tenants.nextUser();
    const reading = tenants.database.read(alpha, { text: 'select pg_sleep(20)', values: [] });
    await Promise.all([expect(reading).rejects.toThrow(), terminate(pid)]);
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
    expect((await tenants.nextUser()).pid).not.toBe(pid);
  });

  it('is destroyed when no one knows whether its ROLLBACK happened', async () => {
    const { pid } = await tenants.nextUser();
    const failing = tenants.database.write(alpha, (tx) => {
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
    const notified: string[] = [];
    await tenants.database.write(alpha, (tx) => {
      tx.afterCommit(() => notified.push('committed'));
      return Promise.resolve();
    });
    const failing = tenants.database.write(alpha, (tx) => {
      tx.afterCommit(() => notified.push('rolled back'));
      return tx.query(BROKEN);
    });
    await expect(failing).rejects.toThrow();
    expect(notified).toEqual(['committed']);
  });

  it('asks in one write what is asked in one go, each statement seeing what those before it did', async () => {
    const writes = await writesOf(beta, async (tx) => {
      tx.executeDeferred(addSeat, [beta.organizationId, 'member']);
      const [first, , second] = await Promise.all([
        tx.query('select 1 from seat'),
        tx.query(addSeat, [beta.organizationId, 'member']),
        tx.query('select 1 from seat'),
      ]);
      expect([first.length, second.length]).toEqual([1, 2]);
    });
    // The authorization query, the work, the COMMIT.
    expect(writes).toBe(3);
    expect(await seatsOf(beta)).toBe(2);
  });

  it('commits in one write with what no one waits for', async () => {
    const writes = await writesOf(alpha, (tx) => {
      tx.executeDeferred(addSeat, [alpha.organizationId, 'member']);
      tx.executeDeferred('delete from seat');
      return Promise.resolve();
    });
    expect(writes).toBe(2);
    expect(await seatsOf(alpha)).toBe(0);
  });

  it.each<[string, (tx: TenantTransaction) => Promise<unknown>]>([
    ['the next question', (tx) => tx.query('select 1')],
    ['the one after it, if that was swallowed', (tx) => tx.query('select 1').catch(() => tx.query('select 2'))],
    ['the COMMIT', () => Promise.resolve()],
  ])('tells the failure of what no one waited for at %s, and keeps nothing', async (_when, ask) => {
    const failing = tenants.database.write(alpha, async (tx) => {
      await tx.query(addSeat, [alpha.organizationId, 'member']);
      tx.executeDeferred(BROKEN);
      await ask(tx);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await seatsOf(alpha)).toBe(0);
  });

  it('answers what came before a failure, and refuses what came after it', async () => {
    const outcomes = await tenants.database
      .write(alpha, async (tx) => {
        const asked = [tx.query('select 1 as one'), tx.query(BROKEN), tx.query('select 2 as two')];
        return Promise.reject(new Outcomes(await Promise.allSettled(asked)));
      })
      .catch((error: unknown) => (error as Outcomes).outcomes);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: [{ one: 1 }] },
      { status: 'rejected', reason: { message: 'division by zero' } },
      { status: 'rejected', reason: { message: 'division by zero' } },
    ]);
  });

  it('lets nothing leave once it is over, no matter who still asks', async () => {
    let late: TenantTransaction | undefined;
    const before = await seatsOf(beta);
    const refused = tenants.database.write(beta, (tx) => {
      late = tx;
      tx.executeDeferred(addSeat, [beta.organizationId, 'member']);
      void tx.query(addSeat, [beta.organizationId, 'member']);
      throw new Error('work');
    });
    await expect(refused).rejects.toThrow('work');
    await expect(late?.query(addSeat, [beta.organizationId, 'member'])).rejects.toThrow('has ended');
    expect(() => late?.executeDeferred(BROKEN)).toThrow('has ended');
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
    expect(await seatsOf(beta)).toBe(before);
  });

  it('continues after a savepoint that failed, whichever way it did, and keeps the rest', async () => {
    const before = await seatsOf(beta);
    await tenants.database.write(beta, async (tx) => {
      tx.executeDeferred(addSeat, [beta.organizationId, 'member']);
      const notified: string[] = [];
      const failings: (() => Promise<unknown>)[] = [
        () => tx.query(BROKEN),
        () => {
          tx.executeDeferred(BROKEN);
          return Promise.resolve();
        },
        () => Promise.reject(new Error('refused')),
      ];
      for (const failing of failings) {
        const savepoint = tx.savepoint(async () => {
          tx.executeDeferred(addSeat, [beta.organizationId, 'member']);
          tx.afterCommit(() => notified.push('never'));
          await failing();
        });
        await expect(savepoint).rejects.toThrow(/division by zero|refused/);
      }
      await tx.savepoint(() => {
        tx.executeDeferred(addSeat, [beta.organizationId, 'member']);
        return Promise.resolve();
      });
      tx.afterCommit(() => {
        expect(notified).toEqual([]);
      });
    });
    expect(await seatsOf(beta)).toBe(before + 2);
  });
});

describe('a caller who is refused at the authorization', () => {
  it('is handed no row of a read, though the statement ran in the same message', async () => {
    const caller = stranger();
    await expect(tenants.database.read(caller, ORGANIZATIONS)).rejects.toThrow(Refused);
    expect(caller.answers).toMatchObject([{ account_live: true, role: null, organization_name: null, plan: null }]);
  });

  it('has none of their work begun', async () => {
    let hasBegun = false;
    const writing = tenants.database.write(stranger(), () => {
      hasBegun = true;
      return Promise.resolve();
    });
    await expect(writing).rejects.toThrow(Refused);
    expect(hasBegun).toBe(false);
  });

  it('is refused also where the statement itself fails', async () => {
    const failing = tenants.database.read(stranger(), { text: BROKEN, values: [] });
    await expect(failing).rejects.toThrow(Refused);
  });

  it('cannot name a tenant by a text that is not an id', async () => {
    const forged = new Caller(`${alpha.organizationId}'; reset role --` as never, alpha.userId);
    await expect(tenants.database.read(forged, ORGANIZATIONS)).rejects.toThrow(TypeError);
    await expect(tenants.database.write(forged, (tx) => tx.query('select 1'))).rejects.toThrow(TypeError);
    expect(await tenants.nextUser()).toMatchObject({ tenant: '', rows: 0 });
  });
});

/** What became of statements, taken out of a transaction that fails. */
class Outcomes extends Error {
  constructor(readonly outcomes: PromiseSettledResult<unknown>[]) {
    super('outcomes');
  }
}

interface Inner {
  readonly client: PoolClient & { readonly _queryable: boolean };
}

function isAlive(tx: TenantTransaction): boolean {
  return (tx as unknown as Inner).client._queryable; // Internal state of the driver's socket.
}

/** How many times someone had to wait for Postgres, counted as batches that are sent. */
async function writesOf(caller: Caller, work: (tx: TenantTransaction) => Promise<unknown>): Promise<number> {
  const sending = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await tenants.database.write(caller, work);
    return sending.mock.calls.length;
  } finally {
    sending.mockRestore();
  }
}

/** Alpha's owner, who has no membership in beta. */
function stranger(): Caller {
  return new Caller(beta.organizationId, alpha.userId);
}
