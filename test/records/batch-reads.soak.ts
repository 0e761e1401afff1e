import { Purging } from '../deletion/support/purging.js';
import { importCsv } from '../imports/support/csv.js';
import { waitUntilFinished } from '../reassignment/support/runs.js';
import { PlanLog } from '../support/plan-log.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

const LEADS = 5_000;
const DEALS = 2_000;
const CAMPAIGNS = 600;
/** Small organizations, which Postgres has counted. */
const OTHERS = 30;

/**
 * What the work may read of tables and indexes for each record that it handles, with the index entries that it writes and the
 * constraints that it checks. A record has up to ten indexes of three levels.
 */
const PAGES_PER_RECORD = 100;
/** The same in rows that the nodes of the plans pass on. */
const ROWS_PER_RECORD = 10;

const ACTIVATED = `select 1 from campaign where organization_id = $1 and status = 'draft' offset 1`;
const NOT_OF_THE_WORK = [
  // Postgres logs the statements of a function by themselves as well.
  'select purge_organization',
  // How often the test asks depends on the machine.
  ACTIVATED,
];

type Organization = Awaited<ReturnType<World['organization']>>;
type Member = Awaited<ReturnType<World['member']>>;

const STATISTICS = {
  /** Nothing was ever counted. */
  absent: { analyzeBefore: false, analyzeMeanwhile: false },
  /** Counted before the organization had any records. */
  stale: { analyzeBefore: true, analyzeMeanwhile: false },
  fresh: { analyzeBefore: true, analyzeMeanwhile: true },
} as const;

describe.each(Object.entries(STATISTICS))('work in batches, the statistics being %s', (_state, statistics) => {
  let world: World;
  let log: PlanLog;
  let organization: Organization;
  let first: Member;
  let second: Member;

  beforeAll(async () => {
    world = await World.startOwnProcess(async (database) => {
      log = await PlanLog.start(database);
      return {};
    });
    organization = await world.organization();
    first = await world.member(organization, 'member');
    second = await world.member(organization, 'member');
    await createOthers(world, organization);
    await fixStatistics(world, statistics.analyzeBefore);
  });
  beforeEach(async () => {
    if (statistics.analyzeMeanwhile) await world.database.admin.query('analyze');
    log.read();
  });
  afterAll(() => world.stop());

  /** The statements of the work read little more than the records that it handles. */
  function expectFewReads(records: number): void {
    const statements = log.read().filter(({ text }) => !NOT_OF_THE_WORK.some((start) => text.startsWith(start)));
    const perRecord = (value: (statement: (typeof statements)[number]) => number): number =>
      statements.reduce((sum, statement) => sum + value(statement), 0) / records;
    const most = statements
      .filter(({ pages, rows }) => Math.max(pages, rows) > records)
      .map(({ text, pages, rows, reads }) => `${pages} pages, ${rows} rows: ${text.slice(0, 200)} (${reads})`);
    const pages = perRecord((statement) => statement.pages);
    const rows = perRecord((statement) => statement.rows);
    expect(statements.length).toBeGreaterThan(0);
    const isWithinBounds = pages < PAGES_PER_RECORD && rows < ROWS_PER_RECORD;
    expect(isWithinBounds ? [] : [`${pages} pages and ${rows} rows a record`, ...most]).toEqual([]);
  }

  it('imports leads', async () => {
    const rows = Array.from({ length: LEADS }, (_, n) => `Lead ${n},lead-${n}@example.com,${first.email ?? ''}`);
    await importCsv(organization.owner, organization.path, 'leads', `name,email,ownerId\n${rows.join('\n')}\n`);
    expectFewReads(LEADS);
  });

  it('imports deals that refer to leads', async () => {
    const { rows: leads } = await world.database.admin.query<{ id: string }>(
      'select id from lead where organization_id = $1 limit $2',
      [organization.id, DEALS],
    );
    const rows = leads.map(({ id }, n) => `Deal ${n},${n},${id},${first.email ?? ''}`);
    await importCsv(
      organization.owner,
      organization.path,
      'deals',
      `name,amount,leadId,ownerId\n${rows.join('\n')}\n`,
      { amountUnit: 'minor' },
    );
    expectFewReads(DEALS);
  });

  it('exports', async () => {
    const { owner, path } = organization;
    const files = await Promise.all(['leads', 'deals'].map((kind) => owner.get(`${path}/exports/${kind}.csv`)));
    expect(files.map(({ text }) => text.trimEnd().split('\n').length)).toEqual([LEADS + 1, DEALS + 1]);
    expectFewReads(LEADS + DEALS);
  });

  it('reassigns, twice, so that one reads what is not the member’s any more', async () => {
    for (const [from, to] of [
      [first, second],
      [second, first],
    ] as const) {
      const { body } = await organization.owner.post(`${organization.path}/reassignments`, {
        from: from.membershipId,
        to: to.membershipId,
      });
      await waitUntilFinished(organization, body.id as string);
    }
    expectFewReads(2 * (LEADS + DEALS));
  });

  it('moves the records of a removed member, and returns them', async () => {
    const { owner, path } = organization;
    const removed = await owner.delete(`${path}/members/${first.membershipId}?reassignTo=${second.membershipId}`);
    await waitUntilFinished(organization, removed.body.reassignmentId as string);
    const reinstated = await owner.post(`${path}/members/${first.membershipId}/reinstate`);
    await waitUntilFinished(organization, reinstated.body.reassignmentId as string);
    expectFewReads(2 * (LEADS + DEALS));
  });

  it('activates campaigns that are due', async () => {
    const { admin } = world.database;
    await admin.query(
      `insert into campaign (organization_id, id, owner_id, name, status, activates_at)
       select $1, gen_random_uuid(), $2, 'Campaign ' || n, 'draft', now() - interval '1 minute' from generate_series(1, $3::int) n`,
      [organization.id, first.membershipId, CAMPAIGNS],
    );
    await organization.owner.post(`${organization.path}/campaigns`, {
      name: 'Later',
      scheduledFor: '2099-06-01T09:00',
    });
    log.read();
    await admin.query(
      `update due_work set due_at = now() - interval '1 second' where organization_id = $1 and kind = 'campaign'`,
      [organization.id],
    );
    await waitFor('the campaigns to be active', async () => {
      const { rows } = await admin.query(ACTIVATED, [organization.id]);
      return rows.length === 0;
    });
    expectFewReads(CAMPAIGNS);
  });

  it('purges the organization', async () => {
    const purging = new Purging(world);
    await purging.delete(organization);
    await purging.waitUntilNothingIsDue(organization.id);
    await purging.deletedAgo(organization.id, '31 days');
    await purging.waitUntilFinished(await purging.startRun());
    expect(await purging.rows('select 1 from lead where organization_id = $1', organization.id)).toEqual([]);
    await purging.stop();
    expectFewReads(LEADS + DEALS + CAMPAIGNS);
  });
});

async function createOthers(world: World, { owner }: Organization): Promise<void> {
  for (let index = 0; index < OTHERS; index += 1) {
    const { path } = await world.organization('enterprise', owner);
    await owner.post(`${path}/leads`, { name: 'Ada Lovelace' });
    await owner.post(`${path}/deals`, { name: 'Engine', amount: { amount: 100 } });
    await owner.post(`${path}/campaigns`, { name: 'Spring' });
  }
}

/** From now on only the test analyzes, not autovacuum, nor the service after an import. */
async function fixStatistics({ database: { admin } }: World, analyze: boolean): Promise<void> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  for (const { name } of tables) await admin.query(`alter table ${name} set (autovacuum_enabled = off)`);
  await admin.query(
    `create or replace function refresh_record_statistics(of_table text) returns void language sql as ''`,
  );
  if (analyze) await admin.query('analyze');
}
