import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { TestDatabase } from '../../support/database.js';
import { waitFor } from '../../support/wait.js';

/** The two numbers of an organization's access lock. */
type Key = readonly [number, number];

function keyOf(organizationId: string): Key {
  const hash = createHash('sha256').update(organizationId).digest();
  return [hash.readInt32BE(0), hash.readInt32BE(4)];
}

export interface AccessLockWaiters {
  /** All that wait, those that want it exclusively among them. */
  readonly all: number;
  readonly exclusively: number;
}

/** Waits until `enough` says so of the transactions that wait for an organization's access lock. */
export function waitForLockWaiters(
  database: TestDatabase,
  organizationId: string,
  enough: (waiting: AccessLockWaiters) => boolean,
): Promise<true> {
  const halves = keyOf(organizationId).map((half) => half >>> 0);
  return waitFor(
    'transactions to wait for the access lock',
    async () => {
      const { rows } = await database.admin.query<AccessLockWaiters>(
        `select count(*)::int as all, (count(*) filter (where mode = 'ExclusiveLock'))::int as exclusively from pg_locks
         where locktype = 'advisory' and objsubid = 2 and not granted and classid = $1::oid and objid = $2::oid
           and database = (select oid from pg_database where datname = current_database())`,
        halves,
      );
      return enough(rows[0] ?? { all: 0, exclusively: 0 }) && true;
    },
    30_000,
  );
}

/** Holds an organization's access lock exclusively, so that a test decides in which order changes and writes get it. */
export class AccessLock {
  private constructor(
    private readonly database: TestDatabase,
    private readonly organizationId: string,
    private readonly lockClient: PoolClient,
  ) {}

  static async acquire(database: TestDatabase, organizationId: string): Promise<AccessLock> {
    const lockClient = await database.admin.connect();
    await lockClient.query('select pg_advisory_lock($1::int, $2::int)', [...keyOf(organizationId)]);
    return new AccessLock(database, organizationId, lockClient);
  }

  waitForWaiters(enough: (waiting: AccessLockWaiters) => boolean): Promise<true> {
    return waitForLockWaiters(this.database, this.organizationId, enough);
  }

  async release(): Promise<void> {
    await this.lockClient.query('select pg_advisory_unlock($1::int, $2::int)', [...keyOf(this.organizationId)]);
    this.lockClient.release();
  }
}
