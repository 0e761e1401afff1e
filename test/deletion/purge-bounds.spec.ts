import { MIGRATIONS } from '../../src/migrations/index.js';
import { createDataSource, dataSourceOptions } from '../../src/platform/database/data-source.js';
import { createDatabase, migrateDatabase } from '../support/database.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { Purging } from './support/purging.js';

let world: World;
let purging: Purging;

beforeAll(async () => {
  world = await World.start();
  purging = new Purging(world);
});
afterAll(async () => {
  await purging.stop();
  await world.stop();
});

describe('the function that purges', () => {
  it('refuses a living organization, one before its thirty days, and another than the transaction is for', async () => {
    const organization = await world.organization();
    const other = await world.organization();
    expect(await purging.purgeBy(organization.id)).toBe('P0001');
    await purging.delete(organization);
    expect(await purging.purgeBy(organization.id)).toBe('P0001');
    await purging.deletedAgo(organization.id, '29 days 23 hours 59 minutes');
    expect(await purging.purgeBy(organization.id)).toBe('P0001');
    expect(await purging.rows('select 1 from organizations_to_purge($1, $2, 100)', '-infinity', other.id)).toEqual([]);
    await purging.deletedAgo(organization.id, '40 days');
    expect(await purging.purgeBy(organization.id, other.id)).toBe('P0001');
    expect(await purging.countRows(organization.id)).toMatchObject({
      organization: 1,
      membership: 1,
      subscription: 1,
    });
    expect((await other.owner.get(other.path)).status).toBe(200);
  });
});

describe('a restore on the last day', () => {
  const LAST_DAY_ENDS = `update organization set deleted_at = now() - interval '31 days' where organization_id = $1`;

  async function deletedToday(): Promise<Awaited<ReturnType<World['organization']>>> {
    const organization = await world.organization();
    await purging.delete(organization);
    await waitFor('the confirmation', async () => {
      const due = await purging.rows(
        'select 1 from outbox where organization_id = $1 and finished_at is null',
        organization.id,
      );
      return due.length === 0;
    });
    return organization;
  }

  const waitForBlocked = (count: number) =>
    waitFor('someone to wait for a row', async () => {
      const waiting = await purging.rows(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return waiting.length >= count;
    });

  /** Holds what a statement locks while `work` goes on, and lets go of it at the end. */
  async function holding<T>(statement: string, id: string, work: () => Promise<T>): Promise<T> {
    const lockClient = await world.database.admin.connect();
    try {
      await lockClient.query('begin');
      await lockClient.query(statement, [id]);
      return await work();
    } finally {
      await lockClient.query('commit');
      lockClient.release();
    }
  }

  it('that was decided in time wins over the purge, which finds nothing to do', async () => {
    const { id, owner, path } = await deletedToday();
    const { restore, purge } = await holding(LAST_DAY_ENDS, id, async () => {
      const answer = { restore: owner.post(`${path}/restore`) };
      await waitForBlocked(1);
      const both = { ...answer, purge: purging.purgeBy(id) };
      await waitForBlocked(2);
      return both;
    });
    expect((await restore).status).toBe(200);
    expect(await purge).toBe('P0001');
    expect((await owner.get(`${path}/members`)).body.data).toHaveLength(1);
  });

  it('that runs too late finds nothing to restore', async () => {
    const { id, owner, path } = await deletedToday();
    const { restore } = await holding(
      'select 1 from subscription where organization_id = $1 for update',
      id,
      async () => {
        const answer = { restore: owner.post(`${path}/restore`) };
        await waitForBlocked(1);
        await purging.rows(LAST_DAY_ENDS, id);
        return answer;
      },
    );
    expect(await restore).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    expect(await purging.purgeBy(id)).toBe('ok');
    expect(await purging.countRows(id)).toMatchObject({ organization: 0, membership: 0, subscription: 0 });
  });

  it('that waited for the purge itself finds nothing, and says so', async () => {
    const { id, owner, path } = await deletedToday();
    await purging.rows(LAST_DAY_ENDS, id);
    const { restore } = await purging.purgeWhile(id, async () => {
      const answer = { restore: owner.post(`${path}/restore`) };
      await waitForBlocked(1);
      return answer;
    });
    expect(await restore).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    expect(await purging.placesOf(id)).toEqual(['platform_audit_event']);
  });
});

describe('the logos of an older data folder', () => {
  it('are written down, also those that were replaced', async () => {
    const old = await createDatabase();
    const before = createDataSource({
      ...dataSourceOptions({ url: old.ownerUrl, poolSize: 1 }),
      migrations: MIGRATIONS.slice(
        0,
        MIGRATIONS.findIndex(({ name }) => name.startsWith('Purge')),
      ),
    });
    await before.initialize();
    await before.runMigrations();
    await before.destroy();
    const [now, earlier] = [crypto.randomUUID(), crypto.randomUUID()];
    await old.admin.query(
      `with o as (
         insert into organization (organization_id, name, slug, currency, timezone, fiscal_year_start_month, logo_id, deleted_at)
         values (gen_random_uuid(), 'Old', 'old', 'EUR', 'UTC', 1, $1, now()) returning organization_id)
       insert into audit_event (organization_id, id, action, actor_kind, actor_name, target_kind, changes)
       select organization_id, gen_random_uuid(), action, 'system', 'System', 'organization', changes
       from o, (values ('organization.logo_changed', $2::jsonb), ('organization.updated', $3)) e (action, changes)`,
      [
        now,
        { logoUrl: { from: `http://localhost/logos/${earlier}`, to: `http://localhost/logos/${now}` } },
        { name: { from: 'Older', to: 'Old' } },
      ],
    );
    await migrateDatabase(old);
    const { rows: files } = await old.admin.query<{ key: string }>('select key from stored_file order by key');
    await old.drop();
    expect(files.map(({ key }) => key)).toEqual([`logos/${earlier}`, `logos/${now}`].sort());
  });
});
