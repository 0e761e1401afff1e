import { Application } from '../../database/support/application.js';
import type { PopulatedOrganization } from '../../support/populated-organization.js';
import { waitFor } from '../../support/wait.js';
import type { World } from '../../support/world.js';

interface PurgeRun {
  readonly finished: boolean;
  readonly attempts: number;
  readonly error: string | null;
}

/** What the tests of the purge do to a world, and what they check afterwards. */
export class Purging {
  private readonly application: Application;

  constructor(private readonly world: World) {
    this.application = new Application(world.database);
  }

  async stop(): Promise<void> {
    await this.application.stop();
  }

  async rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.world.database.admin.query<Row>(sql, values)).rows;
  }

  async delete({ owner, path }: Pick<PopulatedOrganization, 'owner' | 'path'>): Promise<void> {
    const { status, text } = await owner.delete(`${path}?confirmName=Acme%20Sales`);
    if (status !== 204) throw new Error(text);
  }

  /** Moves the deletion into the past. */
  async deletedAgo(id: string, interval: string): Promise<void> {
    await this.rows(
      'update organization set deleted_at = now() - $2::interval where organization_id = $1',
      id,
      interval,
    );
  }

  /** Waits until the end of its subscription is confirmed, and whatever else was due is done. */
  async waitUntilNothingIsDue(id: string): Promise<void> {
    await waitFor('everything due to be done', async () => {
      const due = await this.rows('select 1 from outbox where organization_id = $1 and finished_at is null', id);
      return due.length === 0;
    });
  }

  /** What the clock does every ten minutes; answers the id of the run's outbox row. */
  async startRun(): Promise<string> {
    const [row] = await this.rows<{ id: string }>(
      `insert into outbox (id, queue, name, payload, due_at) values (gen_random_uuid(), 'maintenance', 'purge', '{}', now())
       returning id`,
    );
    return row?.id ?? '';
  }

  async getRun(id: string): Promise<PurgeRun | undefined> {
    const [run] = await this.rows<PurgeRun>(
      'select finished_at is not null as finished, attempts, last_error as error from outbox where id = $1',
      id,
    );
    return run;
  }

  async waitUntilFinished(id: string): Promise<void> {
    await waitFor('the purge to finish', async () => (await this.getRun(id))?.finished);
  }

  /** How the database takes a call of its function in an organization's own transaction, by the application's role. */
  purgeBy(id: string, tenant = id): Promise<string> {
    return this.application.attempt(tenant, ['select purge_organization($1, 1000)', [id]]);
  }

  /** Purges, and commits when `meanwhile` has begun. */
  async purgeWhile<T>(id: string, meanwhile: () => Promise<T>): Promise<T> {
    return this.application.as(id, async (client) => {
      await client.query('select purge_organization($1, 1000)', [id]);
      const begun = await meanwhile();
      await client.query('commit');
      return begun;
    });
  }

  /** Where in the whole database, in whatever column, an id is written. */
  async placesOf(id: string): Promise<string[]> {
    const tables = await this.rows<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    const places: string[] = [];
    for (const { name } of tables) {
      const found = await this.rows(`select 1 from ${name} t where to_jsonb(t)::text like $1 limit 1`, `%${id}%`);
      if (found.length > 0) places.push(name);
    }
    return places;
  }

  /** Everything of an organization that can be counted, by table. */
  async countRows(id: string): Promise<Record<string, number>> {
    const tables = await this.rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await this.rows<{ count: number }>(
        `select count(*)::int as count from ${name} where organization_id = $1`,
        id,
      );
      counts[name] = row?.count ?? -1;
    }
    return counts;
  }
}
