import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { ended, importCsv, sendCsv } from './support/csv.js';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await admin(`create table seen_by_test (organization_id uuid, what text, transaction bigint, import_id uuid)`);
});
afterAll(() => world.stop());
afterEach(() =>
  admin('drop trigger if exists of_this_test on import; drop trigger if exists of_this_test on import_chunk'),
);

async function admin<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await world.database.admin.query(text, [...values]);
  // What is asked for has these columns.
  return rows as Row[];
}

/** Runs statements in the service's own transactions, with the rights of the owner of the tables. */
async function onEachRow(event: string, table: string, statements: string): Promise<void> {
  await admin(`
    create or replace function of_this_test_${table}() returns trigger language plpgsql security definer as
      $$ begin ${statements}; return null; end $$;
    create trigger of_this_test after ${event} on ${table} for each row execute function of_this_test_${table}()`);
}

async function piecesOf(organizationId: string): Promise<number> {
  const [row] = await admin<{ count: number }>(
    'select count(*)::int as count from import_chunk where organization_id = $1',
    [organizationId],
  );
  return row?.count ?? -1;
}

/** A file of so many bytes in a thousand rows. */
function fileOf(bytes: number): string {
  const notes = 'x'.repeat(Math.floor(bytes / 1_000) - 20);
  return `name,notes\n${Array.from({ length: 1_000 }, (_, index) => `Lead ${index},${notes}\n`).join('')}`;
}
const MAPPING = { columns: { notes: null } };

/** The largest number of pieces that one transaction wrote, and that one deleted. */
async function largestTransactions(organizationId: string): Promise<Record<string, number>> {
  const rows = await admin<{ what: string; most: number }>(
    `select what, max(pieces)::int as most from (
       select what, transaction, count(*) filter (where what <> 'import') as pieces from seen_by_test
       where organization_id = $1 group by what, transaction) s
     group by what`,
    [organizationId],
  );
  return Object.fromEntries(rows.map(({ what, most }) => [what, most]));
}

describe('the file of an import', () => {
  it('is written and deleted in transactions that are as short for a large file as for a small one', async () => {
    const note = (row: string, what: string, id: string) =>
      `insert into seen_by_test values (${row}.organization_id, ${what}, txid_current(), ${row}.${id})`;
    await onEachRow(
      'insert or delete',
      'import_chunk',
      `if tg_op = 'INSERT' then ${note('new', 'tg_op', 'import_id')}; else ${note('old', 'tg_op', 'import_id')}; end if`,
    );
    await onEachRow('insert', 'import', note('new', `'import'`, 'id'));
    for (const bytes of [1_000_000, 8_000_000]) {
      const { owner, path, id } = await world.organization();
      const done = await importCsv(owner, path, 'leads', fileOf(bytes), MAPPING);
      expect(done).toMatchObject({ status: 'completed', progress: { total: 1_000, done: 1_000 }, rejected: [] });
      await waitFor('the file to be deleted', async () => ((await piecesOf(id)) === 0 ? true : null));
      expect(await largestTransactions(id)).toEqual({ INSERT: 4, DELETE: 4, import: 0 });
      const together = await admin(
        `select 1 from seen_by_test i join seen_by_test c on c.transaction = i.transaction and c.what <> 'import'
         where i.organization_id = $1 and i.what = 'import'`,
        [id],
      );
      expect(together).toEqual([]);
    }
  });

  it('is not left behind when the import is refused after it was stored', async () => {
    const { owner, path, id } = await world.organization();
    await importCsv(owner, path, 'leads', 'name\nAda\n');
    // Others take the last places while the file is stored.
    await onEachRow(
      'insert',
      'import_chunk',
      `insert into import (organization_id, id, kind, status, membership_id, requested_by, columns, delimiter, slot)
       select i.organization_id, gen_random_uuid(), i.kind, 'queued', i.membership_id, i.requested_by, i.columns, ',', s
       from (select * from import where organization_id = new.organization_id and finished_at is not null limit 1) i,
            generate_series(1, 4) s on conflict do nothing`,
    );
    expect(await sendCsv(owner, path, 'leads', fileOf(1_000_000), MAPPING)).toMatchObject({
      status: 409,
      body: { code: 'too-many-imports' },
    });
    expect(await piecesOf(id)).toBe(0);
  });

  it('of a member who may no longer import is refused in the middle, and not left behind', async () => {
    const organization = await world.organization();
    const { path, id } = organization;
    const member = await world.member(organization, 'member');
    await onEachRow(
      'insert',
      'import_chunk',
      `update membership set role = 'viewer' where organization_id = new.organization_id and role = 'member'`,
    );
    expect(await sendCsv(member, path, 'leads', fileOf(1_000_000), MAPPING)).toMatchObject({
      status: 403,
      body: { code: 'permission-denied' },
    });
    expect(await piecesOf(id)).toBe(0);
    expect(await admin('select 1 from import where organization_id = $1', [id])).toEqual([]);
  });

  it('whose process is killed before the import is stored is deleted by the job; what is imported stays', async () => {
    const { owner, path, id } = await world.organization();
    const process = await world.startAnotherProcess({ PROCESS_ROLE: 'api' });
    await onEachRow('insert', 'import', 'perform pg_advisory_xact_lock(20240024)');
    const lockClient = await world.database.admin.connect();
    await lockClient.query('select pg_advisory_lock(20240024)');
    const form = new FormData();
    form.append('file', new Blob([fileOf(1_000_000)]), 'leads.csv');
    form.append('mapping', JSON.stringify(MAPPING));
    const sent = fetch(`${process.url}/api/v1${path}/imports/leads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.token ?? ''}` },
      body: form,
    }).catch(() => null);
    await waitFor('the import to be stored', async () => {
      const waiting = await admin(
        `select 1 from pg_locks where locktype = 'advisory' and objid = 20240024 and not granted`,
      );
      return waiting.length > 0 ? true : null;
    });
    await process.kill();
    await sent;
    await lockClient.query('select pg_advisory_unlock(20240024)');
    lockClient.release();
    await admin('drop trigger of_this_test on import');
    expect(await piecesOf(id)).toBe(8);

    await leftoversAreLookedFor(id);
    // It is young yet: someone may be storing it.
    expect(await piecesOf(id)).toBe(8);
    await admin(
      `update import_chunk set import_id = '01900000-0000-7000-8000-000000000000' where organization_id = $1`,
      [id],
    );
    await leftoversAreLookedFor(id);
    expect(await piecesOf(id)).toBe(0);
    expect(await admin('select 1 from due_work where organization_id = $1 and kind = $2', [id, WORK])).toEqual([]);
    const started = await sendCsv(owner, path, 'leads', fileOf(1_000_000), MAPPING);
    expect(await ended(owner, path, started)).toMatchObject({ status: 'completed', rejected: [] });
  });
});

const WORK = 'import-leftovers';

/** Runs the job for the organization now, and waits for its end. */
async function leftoversAreLookedFor(organizationId: string): Promise<void> {
  await admin(`update due_work set due_at = now() - interval '1 second' where organization_id = $1 and kind = $2`, [
    organizationId,
    WORK,
  ]);
  await admin(
    `insert into outbox (id, queue, name, payload, due_at) values (gen_random_uuid(), 'maintenance', $1, '{}', now())`,
    [WORK],
  );
  await waitFor('the job', async () => {
    const due = await admin(`select 1 from due_work where organization_id = $1 and kind = $2 and due_at <= now()`, [
      organizationId,
      WORK,
    ]);
    return due.length === 0 ? true : null;
  });
}
