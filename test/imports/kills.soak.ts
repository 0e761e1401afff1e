import { startProcess, type ServiceProcess } from '../support/service.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';
import { ended, sendCsv } from './support/csv.js';

const KILLS = 10;
const ROWS = 12_000;
/** One in so many rows is bad. */
const BAD = 97;

let world: World;
let worker: ServiceProcess;
beforeAll(async () => {
  world = await World.startOwnProcess({ PROCESS_ROLE: 'api' });
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await world.stop();
});

function startWorker(): Promise<ServiceProcess> {
  return startProcess({ ...world.environment, PROCESS_ROLE: 'worker' });
}

/** The killed worker's lease would run out by itself in 15 s. */
async function endLease(): Promise<void> {
  await world.database.admin.query(
    `update outbox set locked_until = now(), due_at = now() where queue = 'import' and finished_at is null`,
  );
}

it('killed ten times in the middle, an import makes every good row once and tells of every bad one once', async () => {
  const { owner, path, id } = await world.organization();
  const lines = Array.from({ length: ROWS }, (_, index) =>
    index % BAD === 0 ? ',"a\nb"' : `Lead ${index},"x\n${index}"`,
  );
  const started = await sendCsv(owner, path, 'leads', `name,id\n${lines.join('\n')}\n`);
  const done = async (): Promise<number> => {
    const { rows } = await world.database.admin.query<{ done: number; finished: boolean }>(
      'select done, finished_at is not null as finished from import where organization_id = $1',
      [id],
    );
    return rows[0]?.finished ? Infinity : (rows[0]?.done ?? 0);
  };
  let kills = 0;
  for (; kills < KILLS; kills += 1) {
    const goal = ((kills + Math.random()) * ROWS) / (KILLS + 1);
    const reached = await waitFor(`row ${goal}`, async () => ((await done()) >= goal ? await done() : null), 60_000);
    if (reached === Infinity) break;
    await worker.kill();
    await endLease();
    worker = await startWorker();
  }
  const over = await ended(owner, path, started);
  expect(kills).toBeGreaterThan(KILLS / 2);
  const bad = Math.ceil(ROWS / BAD);
  expect(over).toMatchObject({ status: 'completed', reason: null, progress: { total: ROWS, done: ROWS } });
  // Two lines a row; the first row begins on line 2.
  expect(over.rejected.map(({ line }) => line)).toEqual(Array.from({ length: bad }, (_, index) => 2 + index * BAD * 2));
  const { rows } = await world.database.admin.query<{ all: number; different: number }>(
    'select count(*)::int as all, count(distinct name)::int as different from lead where organization_id = $1',
    [id],
  );
  expect(rows).toEqual([{ all: ROWS - bad, different: ROWS - bad }]);
}, 300_000);
