import type { PoolClient } from 'pg';
import type { TestDatabase } from '../../support/database.js';
import { waitFor } from '../../support/wait.js';

/** The tables on which a barrier can be set: records that move, and the run's own row, written once for each batch. */
export type BarrierTable = 'lead' | 'deal' | 'reassignment';

const KEY = 4_711;

const SETUP = `
create table barrier (of text primary key, at bigint);
-- Found by the primary key whatever the statistics say: with a range, an order and no sort, no other index can be used (EXISTS
-- would drop the order). With "=" the planner reads all rows of an organization that it does not know yet, for every row.
create function wait_at_barrier() returns trigger language plpgsql security definer
  set enable_sort = off set enable_incremental_sort = off set enable_seqscan = off set enable_bitmapscan = off as $$
declare is_there boolean;
begin
  -- "insert … on conflict do update" passes twice, as an insert and as an update: the row counts once.
  if tg_op = 'INSERT' then
    execute format('select (
      select true from %I where organization_id = $1 and id >= $2 and id <= $2 order by organization_id, id limit 1
    ) is not null', tg_table_name) into is_there using new.organization_id, new.id;
    if is_there then return new; end if;
  end if;
  if nextval((tg_table_name || '_row_count')::regclass) = (select at from barrier where of = tg_table_name) then
    perform pg_advisory_xact_lock_shared(${KEY});
  end if;
  return new;
end $$;
${['lead', 'deal', 'reassignment']
  .map(
    (table) => `create sequence ${table}_row_count;
      create trigger barrier before insert or update on ${table} for each row execute function wait_at_barrier();`,
  )
  .join('\n')}
`;

/** Stops a transaction at an exact row that it changes, for as long as a test wants: no clock is involved. */
export class RowBarrier {
  private constructor(
    private readonly database: TestDatabase,
    private readonly lockClient: PoolClient,
  ) {}

  static async install(database: TestDatabase): Promise<RowBarrier> {
    await database.admin.query(SETUP);
    const lockClient = await database.admin.connect();
    return new RowBarrier(database, lockClient);
  }

  /** Gives its connection back. */
  remove(): void {
    this.lockClient.release(true);
  }

  /** Sets the barrier before the nth row from now that is added or changed. */
  async blockBefore(table: BarrierTable, rows: number): Promise<void> {
    await this.lockClient.query('select pg_advisory_lock($1)', [KEY]);
    await this.database.admin.query(
      `insert into barrier select $1, case when is_called then last_value else 0 end + $2::int from ${table}_row_count
       on conflict (of) do update set at = excluded.at`,
      [table, rows],
    );
  }

  /** Waits until a transaction is at the barrier. */
  async waitUntilReached(): Promise<void> {
    await waitFor('a transaction to reach the barrier', () => this.hasWaiting(), 120_000);
  }

  /** Lets anyone who waits pass, and everyone after them. */
  async release(): Promise<void> {
    await this.database.admin.query('delete from barrier');
    await this.lockClient.query('select pg_advisory_unlock($1)', [KEY]);
  }

  private async hasWaiting(): Promise<boolean> {
    const { rowCount } = await this.database.admin.query(
      `select 1 from pg_locks where locktype = 'advisory' and objid = $1 and not granted
         and database = (select oid from pg_database where datname = current_database())`,
      [KEY],
    );
    return (rowCount ?? 0) > 0;
  }
}
