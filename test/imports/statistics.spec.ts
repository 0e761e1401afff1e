import { World } from '../support/world.js';
import { importCsv } from './support/csv.js';

const LEADS = 5_000;
/** Organizations whose leads Postgres has counted; of every other one it expects a single row. */
const COUNTED = 20;

let world: World;
beforeAll(async () => {
  world = await World.start();
  await world.database.admin.query('alter table lead set (autovacuum_enabled = off)');
});
afterAll(() => world.stop());

interface Explained {
  readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
}

/** The pages that Postgres reads for one lead by its key, as for each read, change and foreign key. */
async function pagesOfOneLead(organizationId: string): Promise<number> {
  const { admin } = world.database;
  const { rows: leads } = await admin.query<{ id: string }>(
    'select id from lead where organization_id = $1 order by id desc limit 1',
    [organizationId],
  );
  const { rows } = await admin.query<{ 'QUERY PLAN': Explained[] }>(
    'explain (analyze, buffers, format json) select * from lead where organization_id = $1 and id = $2',
    [organizationId, leads[0]?.id],
  );
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
}

describe('after an import into an organization that Postgres has not counted', () => {
  it('one record is read by its key, without waiting for the next counting', async () => {
    const { owner, path, id } = await world.organization();
    for (let index = 0; index < COUNTED; index += 1) {
      const other = await world.organization('enterprise', owner);
      await owner.post(`${other.path}/leads`, { name: 'Ada Lovelace' });
    }
    await world.database.admin.query('analyze lead');
    const rows = Array.from({ length: LEADS }, (_, index) => `Lead ${index},lead-${index}@example.com`);
    const { status } = await importCsv(owner, path, 'leads', `name,email\n${rows.join('\n')}\n`);
    expect(status).toBe('completed');
    expect(await pagesOfOneLead(id)).toBeLessThan(10);
  });
});
