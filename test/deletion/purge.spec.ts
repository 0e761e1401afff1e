import { Application } from '../database/support/application.js';
import { png } from '../settings/support/pictures.js';
import { S3StandIn } from '../settings/support/s3-stand-in.js';
import { upload } from '../settings/support/uploads.js';
import { furnish, type Furnished } from '../support/furnished.js';
import { startProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { MIGRATIONS } from '../../src/migrations/index.js';
import { createDataSource, dataSourceOptions } from '../../src/platform/database/data-source.js';
import { createDatabase, migrateDatabase } from '../support/database.js';

let store: S3StandIn;
let world: World;
let application: Application;

beforeAll(async () => {
  store = await S3StandIn.start();
  world = await World.start({
    S3_ENDPOINT: store.url,
    S3_BUCKET: 'pictures',
    S3_ACCESS_KEY_ID: 'the-id',
    S3_SECRET_ACCESS_KEY: 'the-secret',
  });
  application = new Application(world.database);
});
afterAll(async () => {
  await application.stop();
  await world.stop();
  await store.stop();
});

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await world.database.admin.query<Row>(sql, values)).rows;
}

async function deleteIt({ owner, path }: Pick<Furnished, 'owner' | 'path'>): Promise<void> {
  const { status, text } = await owner.delete(`${path}?confirmName=Acme%20Sales`);
  if (status !== 204) throw new Error(text);
}

const deletedAgo = (id: string, interval: string) =>
  rows('update organization set deleted_at = now() - $2::interval where organization_id = $1', id, interval);

/** What the clock does every ten minutes; answers the id of the turn's row. */
async function beginTurn(): Promise<string> {
  const [row] = await rows<{ id: string }>(
    `insert into outbox (id, queue, name, payload, due_at) values (gen_random_uuid(), 'maintenance', 'purge', '{}', now())
     returning id`,
  );
  return row?.id ?? '';
}

interface Turn {
  readonly finished: boolean;
  readonly attempts: number;
  readonly error: string | null;
}

async function turnOf(id: string): Promise<Turn | undefined> {
  const [turn] = await rows<Turn>(
    'select finished_at is not null as finished, attempts, last_error as error from outbox where id = $1',
    id,
  );
  return turn;
}

const finished = (id: string) => waitFor('the purge to finish', async () => (await turnOf(id))?.finished);

/** How the database takes a call of its function in this organization's own transaction, by the application's role. */
const purgeBy = (id: string, tenant = id) => application.attempt(tenant, ['select purge_organization($1, 1000)', [id]]);

/** An organization whose thirty days are over, while the payment provider has not confirmed the end of its subscription. */
async function whoseSubscriptionHasNotEnded(): Promise<string> {
  const organization = await world.organization();
  await deleteIt(organization);
  await deletedAgo(organization.id, '31 days');
  const end = `organization_id = $1 and name = 'end-subscription'`;
  await waitFor('the confirmation', async () => {
    const confirmed = await rows(`select 1 from outbox where ${end} and finished_at is not null`, organization.id);
    return confirmed.length === 1;
  });
  await rows(`update outbox set finished_at = null, due_at = now() + interval '1 hour' where ${end}`, organization.id);
  return organization.id;
}

/** Where in the whole database, in whatever column, an id is written. */
async function placesOf(id: string): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const places: string[] = [];
  for (const { name } of tables) {
    const found = await rows(`select 1 from ${name} t where to_jsonb(t)::text like $1 limit 1`, `%${id}%`);
    if (found.length > 0) places.push(name);
  }
  return places;
}

/** Everything of an organization that can be counted, by table. */
async function quantities(id: string): Promise<Record<string, number>> {
  const tables = await rows<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await rows<{ count: number }>(
      `select count(*)::int as count from ${name} where organization_id = $1`,
      id,
    );
    counts[name] = row?.count ?? -1;
  }
  return counts;
}

describe('an organization that was deleted thirty days ago', () => {
  it('is removed with every row and every file, and leaves one line without a name', async () => {
    const gone = await furnish(world, 'gone');
    const staying = await furnish(world, 'staying');
    await gone.owner.put('/me/active-organization', { organizationId: gone.id });
    await rows(
      `insert into idempotency_scope (caller_id, key_hash, organization_id) values ($1, 'hash', $2)`,
      gone.owner.userId,
      gone.id,
    );
    await gone.owner.post(`${gone.path}/campaigns`, { name: 'Spring', scheduledFor: '2099-06-01T09:00' });
    const [{ slug } = { slug: '' }] = await rows<{ slug: string }>(
      'select slug from organization where organization_id = $1',
      gone.id,
    );
    // A logo that could not be removed when it was replaced, and something below the organization's own folder.
    store.failing.set('DELETE', 403);
    await upload(gone.owner, gone.path, await png());
    await waitFor('the old logo to be kept', () => store.calls.some((call) => call.startsWith('DELETE')));
    store.failing.clear();
    for (const name of ['a', 'b', 'c']) {
      store.files.set(`organizations/${gone.id}/imports/${name}`, { bytes: Buffer.from(name), type: undefined });
    }
    await deleteIt(gone);
    const before = await quantities(gone.id);
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    const others = await quantities(staying.id);
    expect(store.files.size).toBe(6);
    const unpaid = await whoseSubscriptionHasNotEnded();

    await deletedAgo(gone.id, '30 days');
    await finished(await beginTurn());

    expect(await placesOf(gone.id)).toEqual(['platform_audit_event']);
    expect(await quantities(unpaid)).toMatchObject({ organization: 1, membership: 1, seat: 1 });
    expect(await purgeBy(unpaid)).toBe('P0001');
    await rows('update outbox set finished_at = now() where organization_id = $1', unpaid);
    expect(await purgeBy(unpaid)).toBe('ok');
    expect([...store.files.keys()]).toEqual([expect.stringMatching(/^logos\//)]);
    const [line, ...more] = await rows<{ counts: Record<string, number>; finished_at: string }>(
      `select action, target_id, counts, finished_at from platform_audit_event where target_id = $1`,
      gone.id,
    );
    expect([line, more]).toEqual([
      { action: 'organization.purged', target_id: gone.id, counts: expect.any(Object), finished_at: expect.anything() },
      [],
    ]);
    const { outbox: owed, ...counts } = line?.counts ?? {};
    expect({ ...counts, outbox: owed }).toEqual({ ...before, outbox: expect.any(Number) });

    expect(await gone.owner.post(`${gone.path}/restore`)).toMatchObject({ status: 404 });
    expect((await gone.owner.get('/organizations?deleted=true')).body.data).toEqual([]);
    expect((await gone.owner.get('/me')).body).toMatchObject({ activeOrganizationId: null, organizations: [] });
    expect(await staying.owner.patch(staying.path, { slug })).toMatchObject({ status: 200, body: { slug } });
    expect({ ...(await quantities(staying.id)), audit_event: 0 }).toEqual({ ...others, audit_event: 0 });
    expect((await staying.owner.get(`${staying.path}/leads`)).body.data).toHaveLength(1);
  }, 60_000);

  it('waits for a file store that is down, and goes on when it is back', async () => {
    const organization = await world.organization();
    await upload(organization.owner, organization.path, await png());
    await deleteIt(organization);
    await deletedAgo(organization.id, '31 days');
    store.failing.set('DELETE', 503);
    const turn = await beginTurn();
    await waitFor('a failure', async () => (await turnOf(turn))?.error);
    expect(await purgeBy(organization.id)).toBe('P0001');
    expect(await quantities(organization.id)).toMatchObject({ stored_file: 1, membership: 1 });
    store.failing.clear();
    await finished(turn);
    expect(await placesOf(organization.id)).toEqual(['platform_audit_event']);
  });

  it('is gone on with when the process is killed in the middle, and counted exactly', async () => {
    const organization = await world.organization();
    const { id } = organization;
    await rows(
      `insert into lead (organization_id, id, name, status)
       select $1, gen_random_uuid(), 'Lead ' || n, 'new' from generate_series(1, 40000) n`,
      id,
    );
    await deleteIt(organization);
    await deletedAgo(id, '31 days');
    const turn = await beginTurn();
    await waitFor('the first rows to be gone', async () => {
      const [line] = await rows<{ counts: { lead?: number } }>(
        'select counts from platform_audit_event where target_id = $1',
        id,
      );
      return (line?.counts.lead ?? 0) > 0;
    });
    await world.service.kill();
    const [left] = await rows<{ count: number }>(
      'select count(*)::int as count from lead where organization_id = $1',
      id,
    );
    expect(left?.count).toBeGreaterThan(0);
    // What the lease of the killed process would have come to in fifteen seconds.
    await rows('update outbox set locked_until = now(), due_at = now() where id = $1', turn);
    world.service = await startProcess({ ...world.environment, PORT: String(world.service.port) });
    await waitFor('the rest to be gone', async () => (await placesOf(id)).length === 1);
    const [line] = await rows<object>('select counts, finished_at from platform_audit_event where target_id = $1', id);
    expect(line).toMatchObject({
      counts: { lead: 40_000, membership: 1, organization: 1 },
      finished_at: expect.anything(),
    });
  }, 60_000);
});

describe('the function that purges', () => {
  it('refuses a living organization, one before its thirty days, and another than the transaction is for', async () => {
    const organization = await world.organization();
    const other = await world.organization();
    expect(await purgeBy(organization.id)).toBe('P0001');
    await deleteIt(organization);
    expect(await purgeBy(organization.id)).toBe('P0001');
    await deletedAgo(organization.id, '29 days 23 hours 59 minutes');
    expect(await purgeBy(organization.id)).toBe('P0001');
    expect(await rows('select 1 from organizations_to_purge($1, $2, 100)', '-infinity', other.id)).toEqual([]);
    await deletedAgo(organization.id, '40 days');
    expect(await purgeBy(organization.id, other.id)).toBe('P0001');
    expect(await quantities(organization.id)).toMatchObject({ organization: 1, membership: 1, subscription: 1 });
    expect((await other.owner.get(other.path)).status).toBe(200);
  });
});

describe('a restore on the last day', () => {
  /** Holds a row of the organization while `work` begins, until it waits for it, and lets the last day end meanwhile. */
  async function whileHolding<T>(id: string, table: string, work: () => Promise<T>): Promise<() => Promise<T>> {
    const holder = await world.database.admin.connect();
    await holder.query('begin');
    await holder.query(`select 1 from ${table} where organization_id = $1 for update`, [id]);
    const answer = work();
    await waitFor('it to wait for the row', async () => {
      const waiting = await rows(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return waiting.length > 0;
    });
    return async () => {
      await waitFor(
        'the last day to end',
        async () => (await rows('select 1 where clock_timestamp() > $1', end)).length,
      );
      await holder.query('commit');
      holder.release();
      return answer;
    };
  }
  let end: string;

  async function onItsLastDay(): Promise<Awaited<ReturnType<World['organization']>>> {
    const organization = await world.organization();
    await deleteIt(organization);
    await waitFor('the confirmation', async () => {
      const owed = await rows(
        'select 1 from outbox where organization_id = $1 and finished_at is null',
        organization.id,
      );
      return owed.length === 0;
    });
    const [row] = await rows<{ end: string }>(
      `update organization set deleted_at = clock_timestamp() - interval '30 days' + interval '1.5 seconds'
       where organization_id = $1 returning deleted_at + interval '30 days' as end`,
      organization.id,
    );
    end = row?.end ?? '';
    return organization;
  }

  it('that was decided in time wins over the purge, which finds nothing to do', async () => {
    const { id, owner, path } = await onItsLastDay();
    const release = await whileHolding(id, 'organization', () => owner.post(`${path}/restore`));
    const purge = purgeBy(id);
    expect((await release()).status).toBe(200);
    expect(await purge).toBe('P0001');
    expect((await owner.get(`${path}/members`)).body.data).toHaveLength(1);
  });

  it('that comes to its turn too late finds nothing to bring back', async () => {
    const { id, owner, path } = await onItsLastDay();
    const release = await whileHolding(id, 'subscription', () => owner.post(`${path}/restore`));
    const answer = await release();
    expect(answer).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    expect(await purgeBy(id)).toBe('ok');
    expect(await quantities(id)).toMatchObject({ organization: 0, membership: 0, subscription: 0 });
  });

  it('that waited for the purge itself finds nothing, and says so', async () => {
    const { id, owner, path } = await onItsLastDay();
    await rows(`update organization set deleted_at = now() - interval '31 days' where organization_id = $1`, id);
    const purging = await application.as(id, async (client) => {
      await client.query('select purge_organization($1, 1000)', [id]);
      const answer = owner.post(`${path}/restore`);
      await waitFor('it to wait for the row', async () => {
        const waiting = await rows(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return waiting.length > 0;
      });
      await client.query('commit');
      return answer;
    });
    expect(purging).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
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
