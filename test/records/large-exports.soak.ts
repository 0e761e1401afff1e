import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { World } from '../support/world.js';

const ROWS = 1_000_000;
const MB = 1_000_000;
/** The memory of the second half is compared with that of the first, in which the process reaches its usual size. */
const HALF = ROWS / 2;
/** The most by which it may grow then; the rows of half a file in memory are more than 200 MB. */
const MOST_GROWTH = 40 * MB;

let world: World;
let organization: Awaited<ReturnType<World['organization']>>;
beforeAll(async () => {
  world = await World.startOwnProcess({ PROCESS_ROLE: 'api' });
  organization = await world.organization();
}, 60_000);
afterAll(() => world.stop());

/** Foreign keys are not checked again for each row, and the indexes of searches, which no export reads, are not filled. */
async function seed(statement: string): Promise<void> {
  const { admin } = world.database;
  await admin.query('drop index if exists lead_search_key, audit_event_search_key');
  await admin.query('begin');
  await admin.query('set local session_replication_role = replica');
  await admin.query(statement, [organization.id, ROWS]);
  await admin.query('commit');
  await admin.query('analyze lead, audit_event, credit_entry');
}

const FILES = {
  'exports/leads.csv': `
    insert into lead (organization_id, id, name, email, status, created_at)
    select $1, gen_random_uuid(), 'Lead ' || n, 'lead-' || n || '@example.com', 'new', now() - n * interval '1 second'
    from generate_series(1, $2::int) n`,
  'audit-events.csv': `
    insert into audit_event (organization_id, id, action, actor_kind, actor_name, target_kind, target_name, changes, at)
    select $1, gen_random_uuid(), 'lead.created', 'system', 'System', 'record', 'Lead ' || n, '{}', now() - n * interval '1 second'
    from generate_series(1, $2::int) n`,
  'billing/credits/ledger.csv': `
    insert into credit_entry (organization_id, number, id, kind, monthly, top_up, monthly_after, top_up_after, actor_kind,
                              actor_name, period_started_at)
    select $1, e.number + n, gen_random_uuid(), 'top_up', 0, 1, e.monthly_after, e.top_up_after + n, 'system', 'System',
           e.period_started_at
    from generate_series(1, $2::int) n,
         (select * from credit_entry where organization_id = $1 order by number desc limit 1) e`,
};

/** So much memory does the service hold. */
function memory(): number {
  const { pid } = world.service.process;
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function download(file: string): Promise<IncomingMessage> {
  const { owner, path } = organization;
  return new Promise((resolve, reject) => {
    request(`${world.service.url}/api/v1${path}/${file}`, { headers: { authorization: `Bearer ${owner.token ?? ''}` } })
      .on('error', reject)
      .on('response', resolve)
      .end();
  });
}

/** Reads a file to its end; answers its lines, and the most memory during each half. */
async function readAll(response: IncomingMessage) {
  let lines = 0;
  const most = { first: 0, second: 0 };
  for await (const part of response as AsyncIterable<Buffer>) {
    for (const byte of part) if (byte === 10) lines += 1;
    const half = lines < HALF ? 'first' : 'second';
    most[half] = Math.max(most[half], memory());
  }
  return { lines, most };
}

describe('a file of a million rows', () => {
  it.each(Object.entries(FILES))(
    '%s needs the memory of a small one, also while a slow reader has not taken it',
    async (file, statement) => {
      await seed(statement);
      // Nothing of it is read before the other one has ended.
      const slow = await download(file);
      const { lines, most } = await readAll(await download(file));
      const [first, second] = [most.first, most.second].map((bytes) => Math.round(bytes / MB));
      process.stdout.write(
        `${file}: ${lines} lines, at most ${first} MB in the first half and ${second} MB in the second\n`,
      );
      expect(lines).toBeGreaterThan(ROWS);
      expect(most.second - most.first).toBeLessThan(MOST_GROWTH);
      // It goes on where it stopped. An export of the audit log is an event itself, which the file that was begun before it lacks.
      expect([lines, lines - 1]).toContain((await readAll(slow)).lines);
    },
    900_000,
  );
});
